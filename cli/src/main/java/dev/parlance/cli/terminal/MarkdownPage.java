package dev.parlance.cli.terminal;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Lays Markdown out. Source: CommonMark 0.31, and the tables of GitHub's flavour. */
final class MarkdownPage {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final int LONGEST_RULE = 40;

    private final Page page;
    private final Look look;

    private MarkdownPage(int width, Look look) {
        this.page = new Page(width);
        this.look = look;
    }

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** The lines, without an end of the last one. */
    static StyledText of(String markdown, int width, Look look) {
        MarkdownPage rendered = new MarkdownPage(width, look);
        rendered.blocks(parse(markdown));
        return rendered.page.text();
    }

    private void blocks(Node parent) {
        Node above = null;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof LinkReferenceDefinition) {
                continue;
            }
            if (above != null && (parent instanceof Document || apart(above, node))) {
                page.blank();
            }
            block(node);
            above = node;
        }
    }

    /** Whether the source has a blank line between them: known at once, unlike whether a list is a loose one. */
    private static boolean apart(Node above, Node below) {
        List<SourceSpan> first = above.getSourceSpans();
        List<SourceSpan> second = below.getSourceSpans();
        return !first.isEmpty()
                && !second.isEmpty()
                && second.getFirst().getLineIndex() > first.getLast().getLineIndex() + 1;
    }

    private void block(Node node) {
        switch (node) {
            case Heading heading -> heading(heading);
            case Paragraph paragraph -> page.flow(Inlines.of(paragraph, Style.NONE, look));
            case BlockQuote quote -> {
                String bar = look == Look.PLAIN ? "> " : "│ ";
                page.open(bar, bar, Style.DIM);
                blocks(quote);
                page.close();
            }
            case ListBlock list -> list(list);
            case FencedCodeBlock code -> fenced(code);
            case IndentedCodeBlock code ->
                code.getLiteral().lines().forEach(line -> page.verbatim("    " + line, Style.CODE));
            case HtmlBlock html -> html.getLiteral().lines().forEach(line -> page.verbatim(line, Style.NONE));
            case ThematicBreak rule ->
                page.verbatim(look == Look.PLAIN ? "---" : "─".repeat(Math.min(LONGEST_RULE, page.room())), Style.DIM);
            case TableBlock table -> new MarkdownTable(table, page, look).print();
            default -> blocks(node);
        }
    }

    private void heading(Heading heading) {
        StyledText words = new StyledText();
        if (look == Look.PLAIN) {
            words.append("#".repeat(heading.getLevel()) + " ", Style.NONE);
        }
        char style = heading.getLevel() == 1 ? Style.BOLD | Style.UNDERLINED : Style.BOLD;
        page.flow(words.append(Inlines.of(heading, style, look)));
    }

    private void list(ListBlock list) {
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        Node above = null;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (above != null && apart(above, item)) {
                page.blank();
            }
            String mark = switch (list) {
                case BulletList bullets -> look == Look.PLAIN ? "- " : "• ";
                case OrderedList ordered -> number++ + ordered.getMarkerDelimiter() + " ";
                default -> "";
            };
            page.open(mark, " ".repeat(Cells.width(mark)), Style.NONE);
            blocks(item);
            page.close();
            above = item;
        }
    }

    private void fenced(FencedCodeBlock code) {
        String fence = code.getFenceCharacter().repeat(code.getOpeningFenceLength());
        page.verbatim(fence + code.getInfo(), Style.DIM);
        code.getLiteral().lines().forEach(line -> page.verbatim(line, Style.CODE));
        if (code.getClosingFenceLength() != null) {
            page.verbatim(fence, Style.DIM);
        }
    }
}
