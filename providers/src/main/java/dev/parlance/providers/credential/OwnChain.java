package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identities that Parlance knows by itself, one after the other, as the chain of Azure's own library has them: a service principal in the
 * environment, a workload, the machine, whoever is logged in at {@code az}. One that is not there is passed over, and one that is there and
 * refused ends the search, for it was meant. The first that gave a token is asked from then on.
 *
 * <p>Source: azure-identity 1.19.0, DefaultAzureCredentialBuilder.
 */
final class OwnChain implements TokenIssuer {
    private final List<Link> links;
    private final String description;
    private volatile @Nullable TokenIssuer found;

    /** One identity; opening it throws {@code Misconfigured} when its settings are not there. */
    interface Link {
        TokenIssuer open();
    }

    OwnChain(List<Link> links, String scope) {
        this.links = List.copyOf(links);
        this.description = "default credential (environment, workload, managed identity, az) for " + scope;
    }

    @Override
    public IssuedToken issue() {
        TokenIssuer known = found;
        if (known != null) {
            return known.issue();
        }
        List<String> absent = new ArrayList<>();
        for (Link link : links) {
            try {
                TokenIssuer issuer = link.open();
                IssuedToken issued = issuer.issue();
                found = issuer;
                return issued;
            } catch (ParlanceException.Misconfigured notHere) {
                absent.add(notHere.failure().message());
            }
        }
        throw new ParlanceException.Unauthenticated(Failure.of(
                "No identity was found for the default credential: " + String.join("; ", absent),
                "Run az login, set an API key, or name one identity in [providers.NAME.credential]."));
    }

    @Override
    public String description() {
        TokenIssuer known = found;
        return known == null ? description : known.description();
    }
}
