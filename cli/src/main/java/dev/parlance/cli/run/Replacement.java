package dev.parlance.cli.run;

/** One text for another, where the first occurs exactly once. */
record Replacement(String old, String now) {
    String in(String text, String shown) throws ToolFault {
        if (old.isEmpty()) {
            throw new ToolFault("old_text is empty. Name a text that occurs in " + shown + ", or use write_file.");
        }
        if (text.indexOf(old) < 0 && text.contains("\r\n") && !old.contains("\r")) {
            // Models write line ends as they read them elsewhere.
            Replacement same = new Replacement(old.replace("\n", "\r\n"), now.replace("\n", "\r\n"));
            return same.exactly(text, shown);
        }
        return exactly(text, shown);
    }

    private String exactly(String text, String shown) throws ToolFault {
        int at = text.indexOf(old);
        if (at < 0) {
            throw new ToolFault("old_text does not occur in " + shown + ". Read the file and copy the text exactly.");
        }
        if (text.indexOf(old, at + 1) >= 0) {
            throw new ToolFault("old_text occurs more than once in " + shown + ". Name more of what is around it.");
        }
        return text.substring(0, at) + now + text.substring(at + old.length());
    }
}
