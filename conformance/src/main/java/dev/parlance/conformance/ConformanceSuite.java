package dev.parlance.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs the suite against one gateway. Thread-safe; a run never throws because of what the gateway does. */
public final class ConformanceSuite implements AutoCloseable {
    private final Settings settings;
    private final Wire wire;
    private final Wordless wordless = Wordless.reviewed();
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A suite for that gateway. Nothing is asked yet. */
    public ConformanceSuite(Settings settings) {
        this.settings = settings;
        this.wire = new Wire(settings);
        this.places = new Semaphore(settings.parallel());
    }

    /** Asks for every feature of every model through every door and waits for the last answer; in the order of the arguments. */
    public List<Cell> run(Collection<String> models, Collection<Door> doors, Collection<Feature> features) {
        List<Future<Cell>> running = new ArrayList<>();
        for (String model : models) {
            for (Feature feature : features) {
                for (Door door : doors) {
                    running.add(threads.submit(() -> cell(model, door, feature)));
                }
            }
        }
        List<Cell> cells = new ArrayList<>(running.size());
        for (Future<Cell> cell : running) {
            cells.add(finished(cell));
        }
        return cells;
    }

    private Cell cell(String model, Door door, Feature feature) throws InterruptedException {
        places.acquire();
        try {
            return new Cell(model, door.dialect(), feature, outcome(model, door, feature));
        } finally {
            places.release();
        }
    }

    private Outcome outcome(String model, Door door, Feature feature) {
        String evidence = wordless.evidence(door, feature);
        if (evidence != null) {
            return new Outcome.Wordless(evidence);
        }
        if (feature.needsMarkers() && !settings.markers()) {
            return new Outcome.Skipped("only the sandbox can be asked for it");
        }
        List<String> foreign = settings.foreignModels().stream()
                .filter(other -> !host(other).equals(host(model)))
                .toList();
        Dialogue dialogue = new Dialogue(wire, door, model, foreign);
        Outcome outcome;
        try {
            feature.scenario().play(dialogue);
            outcome = new Outcome.Works();
        } catch (Shortfall shortfall) {
            outcome = shortfall.outcome();
        } catch (RuntimeException unexpected) {
            outcome = new Outcome.Failed("the suite could not read the answer: " + unexpected);
        }
        return feature.concerns().judged(outcome, dialogue.adjustments());
    }

    private static String host(String model) {
        return model.substring(0, Math.max(0, model.indexOf('/')));
    }

    private static Cell finished(Future<Cell> cell) {
        try {
            return cell.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted", stopped);
        } catch (ExecutionException defect) {
            throw new IllegalStateException("The suite failed, not the gateway", defect.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        wire.close();
    }
}
