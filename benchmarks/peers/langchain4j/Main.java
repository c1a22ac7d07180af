package dev.parlance.peers;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** LangChain4j's OpenAI model with what it brings by itself. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(arguments[0] + "/v1")
                .apiKey("any")
                .modelName("bench")
                .build();
        Course.run(() -> model.chat("Say hi"));
    }
}
