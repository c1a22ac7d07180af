package dev.parlance.peers;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring AI as its starter sets it up, without a web server. */
@SpringBootApplication
public class Main {
    public static void main(String[] arguments) throws Exception {
        System.setProperty("spring.ai.openai.base-url", arguments[0] + "/v1");
        System.setProperty("spring.ai.openai.api-key", "any");
        System.setProperty("spring.ai.openai.chat.options.model", "bench");
        System.setProperty("spring.main.banner-mode", "off");
        System.setProperty("logging.level.root", "off");
        SpringApplication application = new SpringApplication(Main.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        ChatModel model = application.run().getBean(ChatModel.class);
        Course.run(() -> model.call("Say hi"));
    }
}
