package org.haiov.verification.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haiov.ir.HaiovException;

/** The file in which every bench leaves its results: {@code {"results":[{"name","value","unit","peer","peerValue","ratio"}]}}. */
public record Results(List<Measurement> results) {
    public Results {
        results = List.copyOf(results);
    }

    public String json() {
        return new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n";
    }

    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, json());
        } catch (IOException e) {
            throw new HaiovException("cannot write results to " + file + ": " + e, e);
        }
    }
}
