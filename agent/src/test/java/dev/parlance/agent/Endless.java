package dev.parlance.agent;

/** A program that never ends by itself. */
final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.currentThread().join();
    }
}
