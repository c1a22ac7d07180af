package dev.parlance.core.transform;

import java.util.regex.Pattern;

/** What hosts take as the id of a tool call. */
enum CallIdForm {
    /** Letters, digits, {@code _} and {@code -}, at most 64 of them; other characters become {@code _}. */
    WORD {
        private static final int LONGEST = 64;

        @Override
        Transform transform() {
            return Transform.NORMALIZE_TOOL_IDS;
        }

        @Override
        String words() {
            return "letters, digits, _ and - in call ids, at most " + LONGEST;
        }

        @Override
        boolean fits(String id) {
            return !id.isEmpty() && id.equals(cleaned(id));
        }

        @Override
        String fitted(String id, int attempt) {
            String clean = cleaned(id);
            if (attempt == 1) {
                return clean;
            }
            String suffix = "_" + attempt;
            return clean.substring(0, Math.min(clean.length(), LONGEST - suffix.length())) + suffix;
        }

        private static String cleaned(String id) {
            StringBuilder clean = new StringBuilder(Math.min(id.length(), LONGEST));
            for (int index = 0; index < id.length() && clean.length() < LONGEST; index++) {
                char character = id.charAt(index);
                clean.append(isAlphanumeric(character) || character == '_' || character == '-' ? character : '_');
            }
            return clean.toString();
        }
    },

    /** The same, and the ids that Kimi issues itself: {@code name:0} and {@code functions.name:0}. */
    KIMI {
        private static final Pattern OWN = Pattern.compile("[A-Za-z0-9_.-]{1,56}:[0-9]{1,6}");

        @Override
        Transform transform() {
            return Transform.KIMI_TOOL_IDS;
        }

        @Override
        String words() {
            return WORD.words() + ", and ids of its own";
        }

        @Override
        boolean fits(String id) {
            return WORD.fits(id) || OWN.matcher(id).matches();
        }

        @Override
        String fitted(String id, int attempt) {
            return WORD.fitted(id, attempt);
        }
    },

    /** Nine letters and digits, as Mistral issues them; other ids become a hash, so that equal ids stay equal in every request. */
    NINE {
        private static final int LENGTH = 9;
        private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

        @Override
        Transform transform() {
            return Transform.SHORT_TOOL_IDS;
        }

        @Override
        String words() {
            return "nine letters and digits as call id";
        }

        @Override
        boolean fits(String id) {
            return id.length() == LENGTH && id.chars().allMatch(character -> isAlphanumeric((char) character));
        }

        @Override
        String fitted(String id, int attempt) {
            long hash = hash(attempt == 1 ? id : id + '#' + attempt);
            StringBuilder nine = new StringBuilder(LENGTH);
            for (int place = 0; place < LENGTH; place++) {
                nine.append(DIGITS.charAt((int) Long.remainderUnsigned(hash, DIGITS.length())));
                hash = Long.divideUnsigned(hash, DIGITS.length());
            }
            return nine.toString();
        }

        // FNV-1a of 64 bits, mixed once more, for ids often differ in their last character only.
        private static long hash(String text) {
            long hash = 0xcbf29ce484222325L;
            for (int index = 0; index < text.length(); index++) {
                hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
            }
            hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
            return hash ^ (hash >>> 33);
        }
    };

    /** The transform that brings ids into this form. */
    abstract Transform transform();

    /** The rule in words, to follow "the host takes". */
    abstract String words();

    /** Whether the host takes the id as it is. */
    abstract boolean fits(String id);

    /** An id of this form for one that does not fit: another one for every attempt, the same one for the same attempt. */
    abstract String fitted(String id, int attempt);

    private static boolean isAlphanumeric(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }
}
