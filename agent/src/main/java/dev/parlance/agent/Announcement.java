package dev.parlance.agent;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds out whether a text ends with an announcement: "Let me check the file." without a call that does. Looks at its last two sentences, in
 * English and Chinese, for a first person that is about to do something a tool does. Small on purpose: what it misses ends the turn as any
 * answer does, and what it wrongly finds costs one call. Questions, offers and conditions are none: they wait for the user.
 *
 * <p>The form of the stall: MoonshotAI/kimi-code issue 520, "only describing what you plan to do next".
 */
final class Announcement {
    private static final int LOOKED_AT = 2;
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?…])\\s+|(?<=[。！？])|\\R+");

    private static final String DEEDS =
            "(?:check|look|read|open|run|execute|search|fetch|call|use|invoke|write|create|update|edit"
                    + "|fix|try|examine|inspect|find|get|list|add|remove|delete|move|verify|test|review|analy[sz]e|install|explore|query"
                    + "|retrieve|implement|make|apply|continue|proceed|start|begin|gather|view|see|load|build|compute|calculate)";

    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(?:let me|let's|let us|i will|i'll|i'm going to|i am going to|i need to|i'm about to)\\s+"
                    + "(?:(?:now|then|next|first|also|just|quickly|go ahead and|start by|begin by)\\s+)*"
                    + DEEDS + "(?:ing)?\\b");

    private static final Pattern CHINESE =
            Pattern.compile("(?:让我|我来|我将|我会|我要|我需要|我先|我再|我现在|我马上|我这就|我接下来|接下来[，,]?我?|现在[，,]?我?来?|下面[，,]?我?来?)"
                    + "[^，,；;。！？]{0,8}?"
                    + "(?:查看|检查|读取|打开|运行|执行|搜索|查找|查询|获取|调用|使用|编写|写入|创建|更新|修改|修复|尝试|分析|列出|添加|删除"
                    + "|继续|开始|测试|验证|安装|看看|看一下|查一下|试试|计算|实现)");

    private static final Pattern WAITS_FOR_THE_USER = Pattern.compile(
            "\\?$|？$|吗[。.]?$|\\bif you\\b|\\bonce you\\b|\\bwhen you\\b|\\blet me know\\b|\\bunless you\\b|如果|若您|若你|需要的话|告诉我|让我知道");

    private Announcement() {}

    /** Whether the text ends with one. */
    static boolean endsIn(String text) {
        List<String> sentences = SENTENCES
                .splitAsStream(text.strip().replace('’', '\''))
                .map(sentence -> sentence.strip().toLowerCase(Locale.ROOT))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
        List<String> last = sentences.subList(Math.max(0, sentences.size() - LOOKED_AT), sentences.size());
        return last.stream()
                        .noneMatch(
                                sentence -> WAITS_FOR_THE_USER.matcher(sentence).find())
                && last.stream().anyMatch(Announcement::announces);
    }

    private static boolean announces(String sentence) {
        return ENGLISH.matcher(sentence).find() || CHINESE.matcher(sentence).find();
    }
}
