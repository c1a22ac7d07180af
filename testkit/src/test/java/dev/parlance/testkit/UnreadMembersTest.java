package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * No member of a recorded answer that carries meaning stays unread. A member is read when some answer decodes to something else once its value
 * is another; {@code unread-members.txt} lists those that are not, each with the reason why that is right.
 */
class UnreadMembersTest {
    /** Answers in which a member that seems unread is tried, and places in each of them. */
    private static final int ANSWERS = 12;

    private static final int PLACES = 4;

    @Test
    void what_stays_unread_is_listed_with_a_reason() throws IOException {
        Set<String> read = new TreeSet<>();
        Map<String, Integer> unread = new TreeMap<>();
        for (Exchange exchange : Recordings.all()) {
            tryAll(exchange, read, unread);
        }
        read.forEach(unread::remove);

        Map<String, String> listed = listed();
        assertThat(unread.keySet().stream()
                        .filter(member -> listed.keySet().stream().noneMatch(entry -> covers(entry, member))))
                .as("unread and not listed")
                .isEmpty();
        assertThat(listed.keySet().stream()
                        .filter(entry -> unread.keySet().stream().noneMatch(member -> covers(entry, member))))
                .as("listed, and read or gone by now")
                .isEmpty();
        assertThat(listed.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    /** An entry names one member, or with an asterisk at its end that member and all below it. */
    private static boolean covers(String entry, String member) {
        if (!entry.endsWith("*")) {
            return entry.equals(member);
        }
        String branch = entry.substring(0, entry.length() - 1);
        return member.equals(branch) || member.startsWith(branch + ".") || member.startsWith(branch + "[]");
    }

    private static void tryAll(Exchange exchange, Set<String> read, Map<String, Integer> unread) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
        String recorded = words(Decoding.whole(exchange, profile));
        AnswerDocuments answer = AnswerDocuments.of(exchange.response());
        Map<String, Integer> here = new HashMap<>();
        for (int number = 0; number < answer.documents().size(); number++) {
            for (Leaf leaf : Leaf.of(answer.documents().get(number))) {
                String member = exchange.dialect() + " " + leaf.pattern();
                int places = here.getOrDefault(member, 0);
                if (read.contains(member) || places >= PLACES || unread.getOrDefault(member, 0) >= ANSWERS) {
                    continue;
                }
                here.put(member, places + 1);
                ChatResponse changed = Decoding.fold(Decoding.events(
                        answer.with(number, leaf.changed()), exchange.head(), profile, () -> Integer.MAX_VALUE));
                if (!words(changed).equals(recorded)) {
                    read.add(member);
                }
            }
        }
        here.keySet().forEach(member -> unread.merge(member, 1, Integer::sum));
    }

    private static String words(ChatResponse response) {
        return response.error() == null
                ? response.toString()
                : response + " " + response.error().kind() + " "
                        + response.error().failure();
    }

    private static Map<String, String> listed() throws IOException {
        try (InputStream stream = UnreadMembersTest.class.getResourceAsStream("/unread-members.txt")) {
            List<String> lines = stream == null
                    ? List.of()
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(" | ")).strip(),
                            line -> line.substring(line.indexOf(" | ") + 3).strip()));
        }
    }
}
