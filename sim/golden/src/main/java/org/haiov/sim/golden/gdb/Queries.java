package org.haiov.sim.golden.gdb;

import java.nio.charset.StandardCharsets;

/** Packets q and Q: what the two sides can do, threads, the target description, commands of {@code monitor}. */
final class Queries {
    private static final String READ_FEATURES = "qXfer:features:read:";
    private static final String READ_THREADS = "qXfer:threads:read:";

    private final Session session;
    private final Monitor monitor;

    Queries(Session session) {
        this.session = session;
        this.monitor = new Monitor(session);
    }

    /** The answer; empty where the packet is not known. */
    String reply(String packet) throws GdbError {
        if (packet.startsWith("qSupported")) {
            session.features(Features.of(packet.substring(packet.indexOf(':') + 1)));
            return Features.OURS;
        }
        if (packet.startsWith(READ_FEATURES)) {
            return features(packet.substring(READ_FEATURES.length()));
        }
        if (packet.startsWith(READ_THREADS)) {
            String[] parts = packet.substring(READ_THREADS.length()).split(":", -1);
            return part(session.alive() ? HartThreads.xml(session.machine()) : HartThreads.NONE, parts[parts.length - 1]);
        }
        if (packet.startsWith("qThreadExtraInfo,")) {
            int thread = HartThreads.parse(packet.substring(packet.indexOf(',') + 1), session.machine());
            return Hex.text(HartThreads.description(thread > 0 ? session.machine().harts().get(thread - 1) : session.hart()));
        }
        if (packet.startsWith("qRcmd,")) {
            String output = monitor.run(new String(Hex.bytes(packet.substring(6)), StandardCharsets.UTF_8).strip());
            if (!output.isEmpty()) {
                send(output);
            }
            return "OK";
        }
        return switch (packet) {
            case "QStartNoAckMode" -> {
                session.connection().stopAcknowledging();
                yield "OK";
            }
            case "qC" -> "QC" + HartThreads.id(session.hart().state().id);
            case "qfThreadInfo" -> session.alive() ? "m" + HartThreads.list(session.machine()) : "l"; // when it has ended, GDB looks for what is left
            case "qsThreadInfo" -> "l";
            case "qAttached" -> "1"; // GDB then detaches when it leaves, and does not kill
            default -> "";
        };
    }

    /** Text for GDB's console, in packets that are not too long. */
    private void send(String output) {
        String hex = Hex.text(output);
        int most = PacketReader.MOST - 2 & -2;
        for (int i = 0; i < hex.length(); i += most) {
            session.connection().send("O" + hex.substring(i, Math.min(hex.length(), i + most)));
        }
    }

    private String features(String rest) throws GdbError {
        String[] parts = rest.split(":", -1);
        if (parts.length != 2 || !parts[0].equals("target.xml")) {
            return "E00"; // no such annex
        }
        return part(TargetDescription.xml(RegisterFile.csrs(session.hart().csrs())), parts[1]);
    }

    /** @param range offset and length of what is wanted of {@code text}, which is ASCII */
    private static String part(String text, String range) throws GdbError {
        String[] numbers = range.split(",");
        if (numbers.length != 2) {
            throw new GdbError(GdbError.Kind.MALFORMED, "\"" + range + "\" is no offset and length");
        }
        int from = Hex.count(numbers[0]);
        if (from >= text.length()) {
            return "l";
        }
        int length = Math.min(Hex.count(numbers[1]), (PacketReader.MOST - 1) / 2); // each character may need an escape
        int to = (int) Math.min(text.length(), (long) from + length);
        return (to == text.length() ? "l" : "m") + PacketCodec.escaped(text.substring(from, to));
    }
}
