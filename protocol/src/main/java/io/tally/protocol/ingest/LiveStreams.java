// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsFile;
import io.tally.protocol.hls.HlsPackager;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.origin.StreamCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Which streams are there, and may one more begin?
///
/// Threads: any; [#publish] on a publisher's event loop, [#file] and [#streams] on the origin's.
/// Limit: eight streams, which share the memory for segments; a new one takes the place of one that
/// has ended.
final class LiveStreams implements IncomingStreams, StreamCatalog, AutoCloseable {
  /// The name of a stream whose key must not be seen, and of one that is published without any.
  static final String DEFAULT_NAME = "live";

  private static final int MOST_STREAMS = 8;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private record Entry(HlsPackager packager, AtomicBoolean taken) {}

  private final Optional<Secret> key;
  private final HlsSettings settings;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private int made;
  private boolean closed;

  LiveStreams(Optional<Secret> key, HlsSettings settings) {
    this.key = key;
    this.settings = settings;
  }

  @Override
  public synchronized Answer publish(String application, Secret offered) {
    if (closed) {
      return new Answer.Refused("This ingest is closing.");
    }
    if (key.isPresent() && !OfferedKey.matches(offered, key.get())) {
      return new Answer.Refused(
          Answer.Reason.WRONG_KEY,
          "The stream key is not the one that this ingest asks for; copy it again from its settings.");
    }
    String name = key.isPresent() ? DEFAULT_NAME : name(offered);
    if (!NAME.matcher(name).matches()) {
      return new Answer.Refused(
          "Here the key is the stream's name in a URL: use up to 64 letters, digits, '.', '_' and"
              + " '-', and do not begin with '.'.");
    }
    Entry entry = entries.get(name);
    if (entry == null) {
      if (entries.size() >= MOST_STREAMS && !forgetOneThatEnded()) {
        return new Answer.Refused(
            Answer.Reason.NO_ROOM,
            "There are " + MOST_STREAMS + " streams here already; stop one of them first.");
      }
      entry = new Entry(new HlsPackager(settings, ++made), new AtomicBoolean());
      entries.put(name, entry);
      shareMemory();
    }
    if (!entry.taken().compareAndSet(false, true)) {
      return new Answer.Refused(
          Answer.Reason.IN_USE,
          "A stream of this name is live here already; stop it, or publish under another name.");
    }
    entry.packager().begin();
    return new Answer.Accepted(new Run(entry.packager(), entry.taken()));
  }

  /// The name without what some programs append as a query.
  private static String name(Secret offered) {
    String name = offered.use(text -> text.split("\\?", 2)[0]);
    return name.isEmpty() ? DEFAULT_NAME : name;
  }

  private boolean forgetOneThatEnded() {
    for (Map.Entry<String, Entry> each : entries.entrySet()) {
      if (!each.getValue().taken().get()) {
        entries.remove(each.getKey());
        each.getValue().packager().stop();
        return true;
      }
    }
    return false;
  }

  private void shareMemory() {
    long share = settings.memoryBytes() / entries.size();
    entries.values().forEach(entry -> entry.packager().limit(share));
  }

  @Override
  public Map<String, HlsStatus> streams() {
    return entries.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().packager().status()));
  }

  @Override
  public Optional<HlsFile> file(String stream, String file) {
    return Optional.ofNullable(entries.get(stream)).flatMap(entry -> entry.packager().file(file));
  }

  @Override
  public void close() {
    Map<String, Entry> last;
    synchronized (this) {
      closed = true;
      last = new HashMap<>(entries);
      entries.clear();
    }
    last.values().forEach(entry -> entry.packager().stop());
    last.values().forEach(entry -> entry.packager().close());
  }

  /// One run of a sender.
  private record Run(HlsPackager packager, AtomicBoolean taken, AtomicBoolean over)
      implements IncomingStream {
    Run(HlsPackager packager, AtomicBoolean taken) {
      this(packager, taken, new AtomicBoolean());
    }

    @Override
    public void parameters(StreamParameters parameters) {
      packager.parameters(parameters);
    }

    @Override
    public void packet(EncodedPacket packet) {
      packager.packet(packet);
    }

    @Override
    public void ended() {
      if (over.compareAndSet(false, true)) {
        packager.ended();
        taken.set(false);
      }
    }
  }
}
