package dev.parlance.cli.terminal;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Makes styled text of what stands within a paragraph, a heading or a cell. */
final class Inlines extends AbstractVisitor {
    private final Look look;
    private final StyledText out = new StyledText();
    private char style;

    private Inlines(Look look, char style) {
        this.look = look;
        this.style = style;
    }

    /** The children of that node in one text; its lines stay lines, because models break them where they mean it. */
    static StyledText of(Node parent, char style, Look look) {
        Inlines inlines = new Inlines(look, style);
        inlines.visitChildren(parent);
        return inlines.out;
    }

    @Override
    public void visit(Text text) {
        out.append(text.getLiteral(), style);
    }

    @Override
    public void visit(Code code) {
        if (look == Look.PLAIN) {
            out.append("`" + code.getLiteral() + "`", style);
        } else {
            out.append(code.getLiteral(), (char) (style | Style.CODE));
        }
    }

    @Override
    public void visit(Emphasis emphasis) {
        marked(emphasis, "*", Style.ITALIC);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        marked(strong, "**", Style.BOLD);
    }

    @Override
    public void visit(Link link) {
        int start = out.length();
        styled(link, Style.UNDERLINED);
        address(out.text().substring(start), link.getDestination());
    }

    @Override
    public void visit(Image image) {
        int start = out.length();
        out.append("[", style);
        visitChildren(image);
        out.append("]", style);
        address(out.text().substring(start), image.getDestination());
    }

    @Override
    public void visit(HtmlInline html) {
        out.append(html.getLiteral(), style);
    }

    @Override
    public void visit(SoftLineBreak lineEnd) {
        out.append("\n", Style.NONE);
    }

    @Override
    public void visit(HardLineBreak lineEnd) {
        out.append("\n", Style.NONE);
    }

    private void address(String shown, String address) {
        if (!shown.equals(address) && !("mailto:" + shown).equals(address)) {
            // What an address holds may be encoded in the text as an entity.
            out.append(" (" + SafeText.line(address) + ")", (char) (style | Style.DIM));
        }
    }

    private void marked(Node node, String mark, char more) {
        if (look == Look.PLAIN) {
            out.append(mark, style);
            visitChildren(node);
            out.append(mark, style);
        } else {
            styled(node, more);
        }
    }

    private void styled(Node node, char more) {
        char before = style;
        style = (char) (style | more);
        visitChildren(node);
        style = before;
    }
}
