package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
    @Test
    void bars_grow_with_the_logarithm_of_the_ratio_and_a_cheaper_one_reaches_to_the_left() throws Exception {
        Document chart = chart(0.5, 10, 100);
        List<Element> bars = elements(chart, "rect", "");
        assertThat(bars).hasSize(3);
        double floor = number(elements(chart, "line", "floor").getFirst(), "x1");
        assertThat(number(bars.get(0), "x") + number(bars.get(0), "width")).isEqualTo(floor);
        assertThat(number(bars.get(1), "x")).isEqualTo(floor);
        assertThat(number(bars.get(2), "width")).isCloseTo(2 * number(bars.get(1), "width"), within(0.2));
        assertThat(bars.stream().map(bar -> bar.getAttribute("class"))).containsExactly("peer", "peer", "own");
    }

    @Test
    void the_goal_is_marked_where_a_bar_of_that_ratio_would_end() throws Exception {
        Document chart = chart(1.2, 3, 1.8);
        Element own = elements(chart, "rect", "own").getFirst();
        Element goal = elements(chart, "line", "goal").getLast();
        assertThat(number(own, "x") + number(own, "width")).isCloseTo(number(goal, "x1"), within(0.2));
    }

    @Test
    void text_stays_within_the_document_whatever_the_ratios_are() throws Exception {
        Document chart = chart(0.1, 90_000, 20_000);
        double width = number(chart.getDocumentElement(), "width");
        double height = number(chart.getDocumentElement(), "height");
        List<Element> texts = elements(chart, "text", "");
        assertThat(texts).hasSizeGreaterThan(10);
        for (Element text : texts) {
            double length = text.getTextContent().length() * 7.5;
            double x = number(text, "x");
            boolean end = text.getAttribute("class").contains("end");
            boolean middle = text.getAttribute("class").contains("middle");
            double left = end ? x - length : middle ? x - length / 2 : x;
            assertThat(left).as(text.getTextContent()).isNotNegative();
            assertThat(left + length).as(text.getTextContent()).isLessThanOrEqualTo(width);
            assertThat(number(text, "y")).as(text.getTextContent()).isBetween(12.0, height);
        }
    }

    /** One case of three proxies with those ratios, the gateway's the last. */
    private static Document chart(double first, double second, double gateway) throws Exception {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("nginx", ComparisonTest.samples(10));
        samples.put("claude-code-router", ComparisonTest.samples(10 * first));
        samples.put("Caddy", ComparisonTest.samples(10 * second));
        samples.put("Parlance", ComparisonTest.samples(10 * gateway));
        String text = Chart.of(List.of(new Comparison(Workload.usual().getFirst(), samples)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document chart, String tag, String style) {
        List<Element> found = new ArrayList<>();
        NodeList all = chart.getElementsByTagName(tag);
        for (int index = 0; index < all.getLength(); index++) {
            Element element = (Element) all.item(index);
            if (style.isEmpty() || element.getAttribute("class").equals(style)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
