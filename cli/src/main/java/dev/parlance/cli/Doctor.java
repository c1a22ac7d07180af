package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.doctor.Diagnosis;
import dev.parlance.cli.doctor.Examination;
import dev.parlance.cli.json.DiagnosisShape;
import dev.parlance.client.Deadlines;
import dev.parlance.client.Parlance;
import dev.parlance.client.RetryPolicy;
import dev.parlance.core.wire.Json;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of each provider where its calls go, whether its credential resolves and what to set; on demand whether it answers. */
@Command(
        name = "doctor",
        description = "Says where the calls of each provider go, whether its key or token can be had, and what to set.",
        footer = {
            "",
            "Ends with 0 when all is well, 1 when a provider has a problem or none is set up, 2 for an unusable configuration."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Doctor implements Callable<Integer> {
    private final Console console;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--online", description = "Make one short call to each provider, which may cost a little.")
    private boolean online;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description =
                    "Providers; provider/model or an alias to say which model is called. Default: all that are set up.")
    private List<String> names = new ArrayList<>();

    Doctor(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Setup setup = Setup.load(config, console);
        Providers providers = setup.providers();
        List<Patient> patients = patients(providers);
        List<String> general = setup.warnings();
        List<Diagnosis> diagnoses = examined(providers, patients, setup);
        if (json) {
            console.out().println(Json.pretty(DiagnosisShape.all(diagnoses, general)));
        } else {
            DoctorReport report = new DoctorReport(console.out(), online);
            diagnoses.forEach(report::print);
            general.forEach(report::warning);
            report.end(diagnoses);
        }
        if (diagnoses.isEmpty()) {
            NothingSetUp.say(console);
        }
        boolean well = !diagnoses.isEmpty() && diagnoses.stream().allMatch(Diagnosis::isWell);
        return well ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** Whom to examine, and the model to call there, or null for any. */
    private record Patient(ProviderEntry entry, @Nullable String model) {}

    private List<Diagnosis> examined(Providers providers, List<Patient> patients, Setup setup) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        try (Parlance parlance = Parlance.builder()
                .providers(providers)
                .deadlines(Deadlines.DEFAULT.withFirstToken(Duration.ofMinutes(1)))
                .retries(RetryPolicy.NONE)
                .open()) {
            for (Patient patient : patients) {
                diagnoses.add(new Examination(providers, Catalog.bundled(), patient.entry)
                        .diagnosis(patient.model, online ? parlance : null, setup::warnings));
            }
        }
        return diagnoses;
    }

    private List<Patient> patients(Providers providers) {
        List<Patient> patients = new ArrayList<>();
        if (names.isEmpty()) {
            providers.entries().stream()
                    .filter(ProviderEntry::chosen)
                    .forEach(entry -> patients.add(new Patient(entry, null)));
            return patients;
        }
        for (String given : names) {
            String name = providers.aliases().getOrDefault(given, given);
            int slash = name.indexOf('/');
            String model = slash < 0 ? null : name.substring(slash + 1);
            if (model != null && model.isBlank()) {
                throw new CommandFailure(name + ": the model is missing; write provider/model, or the provider alone.");
            }
            ProviderEntry entry = ProviderNames.entry(slash < 0 ? name : name.substring(0, slash), providers);
            patients.add(new Patient(entry, model));
        }
        return patients;
    }
}
