package dev.parlance.conformance;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Pictures and documents beside the user's text. */
final class MediaScenarios {
    /** One transparent pixel. */
    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String PICTURE = "https://www.w3.org/Icons/w3c_home.png";

    /** An empty page. */
    private static final String PAGE = """
            %PDF-1.1
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """;

    private MediaScenarios() {}

    static void image(Dialogue dialogue) {
        show(dialogue, "What is in this picture?", new Media(Media.Kind.IMAGE, PIXEL, Members.NONE));
    }

    static void imageByUrl(Dialogue dialogue) {
        show(dialogue, "What is in this picture?", new Media(Media.Kind.IMAGE, PICTURE, Members.NONE));
    }

    static void file(Dialogue dialogue) {
        String url = "data:application/pdf;base64,"
                + Base64.getEncoder().encodeToString(PAGE.getBytes(StandardCharsets.US_ASCII));
        Members name = Members.of("filename", RawJson.of(JsonValue.of("page.pdf")));
        show(dialogue, "How many pages has this document?", new Media(Media.Kind.FILE, url, name));
    }

    private static void show(Dialogue dialogue, String question, Media media) {
        List<Content> parts = List.of(new Content.Text(question), media);
        dialogue.ask(dialogue.request().message(new Message.User(parts, Message.ContentForm.FREE, Members.NONE)))
                .speaks();
    }
}
