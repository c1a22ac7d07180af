package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The identities that Parlance knows by itself, one after the other, as the chain of Azure's own library has them: a service principal in the
 * environment, a workload, the machine, whoever is logged in at {@code az}. One that is not there is passed over, and one that is there and
 * refused ends the search, for it was meant. Where nobody said that the machine has an identity, a refusal is passed over too: proxies answer
 * at the metadata address, and Azure's own chain ends there. The first that gave a token is asked from then on.
 *
 * <p>Source: azure-identity 1.19.0, DefaultAzureCredentialBuilder.
 */
final class OwnChain implements TokenIssuer {
    private final List<Link> links;
    private final String description;
    private volatile @Nullable TokenIssuer found;

    /**
     * One identity.
     *
     * @param issuer opens it; throws {@code Misconfigured} when its settings are not there
     * @param guessed whether nothing says that there is one
     */
    record Link(Supplier<TokenIssuer> issuer, boolean guessed) {}

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
                TokenIssuer issuer = link.issuer.get();
                IssuedToken issued = issuer.issue();
                found = issuer;
                return issued;
            } catch (ParlanceException.Cancelled given) {
                throw given;
            } catch (ParlanceException failed) {
                if (!link.guessed && !(failed instanceof ParlanceException.Misconfigured)) {
                    throw failed;
                }
                absent.add(failed.failure().message());
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
