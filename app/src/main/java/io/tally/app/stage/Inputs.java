// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.stage;

import io.tally.app.settings.Input;
import io.tally.capture.mix.Mixer;
import io.tally.capture.mix.MixerChannel;
import io.tally.capture.scene.Compositor;
import io.tally.capture.scene.Layer;
import io.tally.capture.scene.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which sources are open for the inputs that are wanted, and how are they on canvas and mixer?
///
/// Threads: [#arrange] and [#close] on the broadcast's thread, [#statuses] on any.
final class Inputs implements AutoCloseable {
  private final Sources sources;
  private final Compositor compositor;
  private final Mixer mixer;
  private volatile List<Opened> opened = List.of();

  private record Opened(Input input, Sources.Feed feed, @Nullable MixerChannel channel) {
    boolean plays(Input wanted) {
      return input.id().equals(wanted.id()) && input.source().equals(wanted.source());
    }
  }

  Inputs(Sources sources, Compositor compositor, Mixer mixer) {
    this.sources = sources;
    this.compositor = compositor;
    this.mixer = mixer;
  }

  /// Opens, rearranges and closes until exactly these inputs are there, in this order.
  void arrange(List<Input> wanted) {
    List<Opened> now = new ArrayList<>();
    Set<Sources.Feed> kept = new HashSet<>();
    for (Input input : wanted) {
      Opened entry = entry(input);
      set(entry.channel, input.sound());
      now.add(entry);
      kept.add(entry.feed);
    }
    List<Opened> before = opened;
    opened = List.copyOf(now);
    compositor.setScene(scene(now));
    // Only now does nobody draw or mix them any more.
    List<Sources.Feed> gone = new ArrayList<>();
    for (Opened entry : before) {
      if (!kept.contains(entry.feed)) {
        if (entry.channel != null) {
          mixer.remove(entry.channel);
        }
        gone.add(entry.feed);
      }
    }
    closeTogether(gone);
  }

  private Opened entry(Input input) {
    for (Opened entry : opened) {
      if (entry.plays(input)) {
        return new Opened(input, entry.feed, entry.channel);
      }
    }
    Sources.Feed feed = sources.open(input.source());
    feed.start();
    return new Opened(input, feed, feed.sound() == null ? null : mixer.add(feed.sound()));
  }

  private static void set(@Nullable MixerChannel channel, Input.Sound sound) {
    if (channel != null) {
      channel.setGainDb(sound.gainDb());
      channel.setMuted(sound.muted());
      channel.setOffsetMs(sound.offsetMs());
    }
  }

  private static Scene scene(List<Opened> entries) {
    List<Layer> layers = new ArrayList<>();
    for (Opened entry : entries) {
      if (entry.feed.picture() != null) {
        Input.Picture how = entry.input.picture();
        layers.add(
            new Layer(
                entry.feed.picture(), how.placement(), how.crop(), how.opacity(), how.visible()));
      }
    }
    return new Scene(layers);
  }

  /// How each input is, the lowest layer first.
  List<InputStatus> statuses() {
    List<InputStatus> statuses = new ArrayList<>();
    for (Opened entry : opened) {
      statuses.add(
          new InputStatus(
              entry.input,
              entry.feed.name(),
              entry.feed.state(),
              entry.feed.sound() == null ? OptionalDouble.empty() : entry.feed.sound().driftPpm(),
              entry.channel == null ? Optional.empty() : Optional.of(entry.channel.meter())));
    }
    return statuses;
  }

  /// Takes everything off the canvas and the mixer and closes it. Idempotent.
  @Override
  public void close() {
    arrange(List.of());
  }

  /// Each source may take two seconds to let go of its device, so they do it side by side.
  private static void closeTogether(List<Sources.Feed> feeds) {
    List<Thread> closers = new ArrayList<>();
    for (Sources.Feed feed : feeds) {
      closers.add(Thread.ofPlatform().daemon().name("close-" + feed.name()).start(feed::close));
    }
    for (Thread closer : closers) {
      try {
        closer.join(3_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
