package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Let me check the file.",
                "The port is not in the first file. I'll now look at config.yaml:",
                "I’m going to run the tests next. This will take a moment.",
                "Next, I will update README.md",
                "让我查看一下配置文件。",
                "第一个文件里没有端口。接下来我将读取 config.yaml：",
                "现在我来运行测试。"
            })
    void an_action_that_is_about_to_be_done_is_announced(String text) {
        assertThat(Announcement.endsIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The weather in Bern is sunny.",
                "Let me know if you need anything else.",
                "I will run the tests if you want.",
                "Shall I run the tests? I'll open a pull request then?",
                "Let me explain: the port is 8080.",
                "First I said: let me check the file. Then I did. The port is 8080. All is well.",
                "伯尔尼今天晴。",
                "如果需要，我会继续修改。",
                "要我运行测试吗？",
                "任务已完成。请告诉我下一步。"
            })
    void an_answer_a_question_or_an_offer_is_no_announcement(String text) {
        assertThat(Announcement.endsIn(text)).isFalse();
    }
}
