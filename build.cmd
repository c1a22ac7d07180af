@echo off
rem The one door of the build on Windows; see ./build. Finds a JDK 21 or newer and runs the Maven wrapper on it.
setlocal EnableExtensions
set "best="
set "best_major=20"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined best goto found
if defined JAVA_HOME_25_X64 call :consider "%JAVA_HOME_25_X64%"
if defined JAVA_HOME_21_X64 call :consider "%JAVA_HOME_21_X64%"
for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~H"
if not defined best (
  echo No JDK 21 or newer found. Install one ^(for example Temurin 25^) or set JAVA_HOME. 1>&2
  exit /b 1
)
:found
set "JAVA_HOME=%best%"
cd /d "%~dp0"

if "%~1"=="" goto check
if "%~1"=="format" goto format
if "%~1"=="lint" goto lint
if "%~1"=="slow" goto slow
if "%~1"=="clients" goto posix
if "%~1"=="agents" goto posix
if "%~1"=="bench" goto posix
call mvnw.cmd %*
exit /b %ERRORLEVEL%

:check
call mvnw.cmd verify
exit /b %ERRORLEVEL%
:format
call mvnw.cmd -q spotless:apply
exit /b %ERRORLEVEL%
:lint
call mvnw.cmd -fae -Dbuild.folder=target/lint -Dmaven.compiler.failOnWarning=false -Dspotless.check.skip clean test-compile
exit /b %ERRORLEVEL%
:slow
call mvnw.cmd -Pslow verify
exit /b %ERRORLEVEL%
:posix
echo build %~1 drives shell scripts: run ./build %~1 in WSL or Git Bash. 1>&2
exit /b 1

rem JDK 25 is preferred, otherwise the newest wins.
:consider
if %best_major% equ 25 exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  for /f "tokens=1 delims=.-+" %%M in ("%%~V") do call :take "%~1" %%M
)
exit /b 0
:take
if not %2 equ 25 if not %2 gtr %best_major% exit /b 0
set "best=%~1"
set "best_major=%2"
exit /b 0
