package dev.parlance.cli.doctor;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.KnownModel;
import dev.parlance.cli.doctor.Diagnosis.Call;
import dev.parlance.cli.doctor.Diagnosis.Origin;
import dev.parlance.cli.doctor.Diagnosis.Route;
import dev.parlance.cli.models.HostModel;
import dev.parlance.cli.models.HostModels;
import dev.parlance.cli.text.ShownUrl;
import dev.parlance.client.Parlance;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Endpoint;
import dev.parlance.providers.ProviderEntry;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import dev.parlance.providers.value.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines one provider. For one use; not thread-safe. */
public final class Examination {
    /** The least that the Responses API takes (OpenAI API reference, max_output_tokens). */
    private static final int FEW_TOKENS = 16;

    private static final String UNKNOWN_MODEL = "MODEL";

    private final Providers providers;
    private final Catalog catalog;
    private final ProviderEntry entry;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Token token;

    /** Of that provider. */
    public Examination(Providers providers, Catalog catalog, ProviderEntry entry) {
        this.providers = providers;
        this.catalog = catalog;
        this.entry = entry;
    }

    /**
     * Looks at everything; asks for the credential, which may run a command or ask an issuer.
     *
     * @param asked the model of the example call, or null for the default one, one with a deployment, one that a local server lists or one
     *     that the catalog knows
     * @param online makes the call, or null to make none
     * @param remarks what is unwise about the files read so far
     */
    public Diagnosis diagnosis(@Nullable String asked, @Nullable Parlance online, Supplier<List<String>> remarks) {
        Endpoint endpoint = entry.endpoint();
        ParlanceException said = entry.problem();
        if (said != null) {
            (endpoint == null ? problems : warnings).add(said.failure().sentence());
        }
        List<String> before = remarks.get();
        Origin credential = endpoint == null ? null : credential(endpoint);
        remarks.get().stream().filter(remark -> !before.contains(remark)).forEach(warnings::add);
        String model = asked == null ? example(endpoint, online != null && problems.isEmpty()) : asked;
        Route route = endpoint == null ? null : route(model == null ? UNKNOWN_MODEL : model);
        Call call = online == null || !problems.isEmpty() ? null : call(model, online);
        return new Diagnosis(
                entry.name(),
                entry.host().name(),
                entry.host().title(),
                route,
                credential,
                endpoint != null && endpoint.credential() == null && endpoint.hasCredential(),
                endpoint == null ? Connection.USUAL : endpoint.connection(),
                call,
                problems,
                warnings);
    }

    private @Nullable String example(@Nullable Endpoint endpoint, boolean mayAsk) {
        if (entry.defaultModel() != null) {
            return entry.defaultModel();
        }
        if (endpoint != null && !endpoint.deployments().byModel().isEmpty()) {
            return endpoint.deployments().byModel().keySet().iterator().next();
        }
        // Which models a local server has is its owner's choice; the catalog knows examples alone.
        if (mayAsk && !entry.host().keyRequired()) {
            return listed();
        }
        return catalog.models(entry.host().name()).stream()
                .filter(model -> !model.retired())
                .map(KnownModel::id)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String listed() {
        try {
            List<HostModel> models = HostModels.ask(target(UNKNOWN_MODEL));
            return models == null
                    ? null
                    : models.stream()
                            .map(HostModel::id)
                            .filter(id -> !id.toLowerCase(Locale.ROOT).contains("embed"))
                            .findFirst()
                            .orElse(null);
        } catch (ParlanceException unasked) {
            problems.add(entry.name() + " did not list its models. "
                    + OneLine.of(hidden(unasked.failure().sentence())));
            return null;
        }
    }

    private @Nullable Origin credential(Endpoint endpoint) {
        TokenSource source = endpoint.credential();
        if (source == null) {
            if (!endpoint.hasCredential()) {
                try {
                    target(UNKNOWN_MODEL).requireCredential();
                } catch (ParlanceException missing) {
                    problems.add(missing.failure().sentence());
                }
            }
            return null;
        }
        try {
            token = source.get();
            return new Origin(source.description(), token.form());
        } catch (ParlanceException unresolved) {
            problems.add(unresolved.failure().sentence());
            return new Origin(source.description(), null);
        }
    }

    private @Nullable Route route(String model) {
        try {
            Target target = target(model);
            PreparedRequest prepared = target.prepare(hello(model), Policy.ADAPT);
            Token known = token;
            return new Route(
                    target.modelName(),
                    prepared.profile().dialect(),
                    ShownUrl.of(
                            (known == null ? target.preview(prepared, false) : target.upstream(prepared, false, known))
                                    .url()),
                    target.deployment().name(),
                    target.deployment().found(),
                    target.deployment().model());
        } catch (ParlanceException unusable) {
            problems.add(unusable.failure().sentence());
            return null;
        }
    }

    private @Nullable Call call(@Nullable String model, Parlance online) {
        if (model == null) {
            problems.add(
                    "No model of " + entry.name() + " is known, so none was called. Name one: parlance doctor --online "
                            + entry.name() + "/MODEL, or set default-model.");
            return null;
        }
        long begin = System.nanoTime();
        try {
            ChatResponse response = online.model(entry.name() + "/" + model).generate(hello(model));
            String answeredBy = response.model();
            return new Call(since(begin), answeredBy == null ? null : OneLine.of(hidden(answeredBy)), null);
        } catch (ParlanceException failed) {
            if (failed.kind() == ErrorKind.EMPTY_RESPONSE) {
                return new Call(since(begin), null, "its " + FEW_TOKENS + " tokens went into thinking");
            }
            problems.add("The call of " + entry.name() + "/" + model + " failed after " + since(begin) + " ms: "
                    + OneLine.of(hidden(failed.failure().sentence())));
            return null;
        }
    }

    /** Some hosts repeat the key in their refusal. */
    private String hidden(String text) {
        Token known = token;
        return known == null ? text : text.replace(known.secret().reveal(), "***");
    }

    private static long since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private Target target(String model) {
        return providers.target(entry.name() + "/" + model);
    }

    private static ChatRequest hello(String model) {
        return ChatRequest.builder(model)
                .user("Say hi")
                .maxOutputTokens(FEW_TOKENS)
                .build();
    }
}
