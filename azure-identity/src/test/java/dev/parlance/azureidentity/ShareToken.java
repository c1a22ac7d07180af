package dev.parlance.azureidentity;

import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.TokenSource;
import dev.parlance.providers.credential.TokenSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A program for {@link ChainProcess}: many callers ask one source for a token at the same time, as endpoints do. */
final class ShareToken {
    private ShareToken() {}

    /** File, how many callers, client id. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TokenSource source = new TokenSources(System.getenv(), InstantSource.system())
                .open(new Credential.DefaultAzure(arguments[2], ChainProcess.SCOPE, null), null);
        Callable<String> call = () -> source.get().secret().reveal();
        List<String> tokens;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            tokens =
                    callers
                            .invokeAll(Stream.generate(() -> call)
                                    .limit(Long.parseLong(arguments[1]))
                                    .toList())
                            .stream()
                            .map(Future::resultNow)
                            .toList();
        }
        Files.write(Path.of(arguments[0]), tokens);
    }
}
