package dev.parlance.peers;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** OpenAI's own library. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(arguments[0] + "/v1")
                .apiKey("any")
                .build();
        Course.run(() -> client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("bench")
                        .addUserMessage("Say hi")
                        .build())
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow());
    }
}
