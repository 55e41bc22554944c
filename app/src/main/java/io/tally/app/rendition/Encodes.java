// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import io.tally.app.plan.Encode;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.Compositor;
import io.tally.encoder.AudioSettings;
import io.tally.encoder.stamp.Stamping;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Which encodes run, from the same first moment of canvas and mix to the same last?
///
/// Life: [#open] any number of times, [#connect] once between, [#close] of single ones, [#end].
/// Threads: the broadcast's; [#all] is read by any.
public final class Encodes {
  private final Compositor compositor;
  private final Mixer mixer;
  private final BiConsumer<Rendition, String> onPictureFailure;
  private final Consumer<String> onSoundFailure;
  private final IntFunction<Optional<Stamping>> stamps;
  private final SoundSpan span = new SoundSpan();
  private final CanvasSplit split;
  private final List<SoundTrack> sounds = new CopyOnWriteArrayList<>();
  private final List<Rendition> renditions = new CopyOnWriteArrayList<>();
  private boolean connected;
  private int opened; // ever

  /// @param stamps with what the pictures of each encode are marked, by its number
  /// @param onPictureFailure told once for each that fails later, on a thread of the encoder's
  /// @param onSoundFailure as well
  public Encodes(
      Compositor compositor,
      Mixer mixer,
      IntFunction<Optional<Stamping>> stamps,
      BiConsumer<Rendition, String> onPictureFailure,
      Consumer<String> onSoundFailure) {
    this.compositor = compositor;
    this.mixer = mixer;
    this.stamps = stamps;
    this.onPictureFailure = onPictureFailure;
    this.onSoundFailure = onSoundFailure;
    split = new CanvasSplit(compositor.format(), span);
  }

  /// Opens encoders side by side, each with the sound that goes with it.
  ///
  /// @return in the order of the encodes
  /// @throws IOException a sentence, when one does not open; none of these stays open then
  public List<Rendition> open(List<Encode> encodes) throws IOException {
    Ffmpeg.load(); // so that the encoders' messages go to the log
    List<Rendition> made = new ArrayList<>();
    List<FutureTask<@Nullable Void>> openings = new ArrayList<>();
    try {
      for (Encode encode : encodes) {
        Rendition rendition = new Rendition(encode, sound(encode.coding()), stamps.apply(opened++));
        made.add(rendition);
        openings.add(opening(rendition));
      }
      for (FutureTask<@Nullable Void> opening : openings) {
        await(opening);
      }
    } catch (IOException e) {
      abandon(made, openings, e);
      throw e;
    }
    renditions.addAll(made);
    made.forEach(split::add);
    if (connected) {
      compositor.connect(split); // again, so that the next tick is whole: the new ones have none
    }
    return made;
  }

  private FutureTask<@Nullable Void> opening(Rendition rendition) {
    FutureTask<@Nullable Void> opening =
        new FutureTask<>(() -> {
          rendition.open(sentence -> onPictureFailure.accept(rendition, sentence));
          return null;
        });
    Thread.ofPlatform().daemon().name("open-video").start(opening);
    return opening;
  }

  @SuppressWarnings("ReferenceEquality") // what several wait for fails with one and the same
  private void abandon(
      List<Rendition> made, List<FutureTask<@Nullable Void>> openings, IOException cause) {
    for (FutureTask<@Nullable Void> opening : openings) {
      try {
        await(opening);
      } catch (IOException e) {
        if (e != cause) {
          cause.addSuppressed(e);
        }
      }
    }
    made.forEach(Rendition::stop);
    closeSilent();
  }

  /// The track that is coded so, opened if there is none; null for a bit rate of 0.
  private @Nullable SoundTrack sound(EncodingSettings coding) throws IOException {
    if (coding.audioBitrateBps() == 0) {
      return null;
    }
    AudioSettings settings = new AudioSettings(coding.audioCodec(), coding.audioBitrateBps());
    for (SoundTrack track : sounds) {
      if (track.settings().equals(settings)) {
        return track;
      }
    }
    SoundTrack opened = SoundTrack.open(settings, onSoundFailure);
    sounds.add(opened);
    return opened;
  }

  private static void await(FutureTask<@Nullable Void> opening) throws IOException {
    try {
      opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException refused
          ? refused
          : new IOException("The encoder could not be opened: " + e.getCause(), e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the encoder was being opened");
    }
  }

  /// Lets canvas and mix flow in, from now on.
  public void connect() {
    connected = true;
    mixer.connect(frame -> span.pass(frame, block -> sounds.forEach(s -> s.accept(block))));
    compositor.connect(split);
  }

  /// Those that run, the first opened first.
  public List<Rendition> all() {
    return renditions;
  }

  /// Ends one of them; the others go on.
  public void close(Rendition rendition) {
    if (renditions.remove(rendition)) {
      Runnable free = split.remove(rendition);
      if (connected) {
        compositor.connect(split); // again, which waits for the tick that is being made
      }
      free.run();
      rendition.stop();
      closeSilent();
    }
  }

  /// Ends sound that goes with no picture any more.
  private void closeSilent() {
    for (SoundTrack track : List.copyOf(sounds)) {
      if (renditions.stream().noneMatch(rendition -> rendition.hears(track))) {
        sounds.remove(track);
        track.stop();
      }
    }
  }

  /// Ends the flow and lets the encoders give out what they hold.
  public void end() {
    compositor.disconnect();
    if (!sounds.isEmpty()) {
      // Sound is mixed a tenth of a second after it is heard: what belongs to the last pictures is
      // still to come.
      span.awaitEnd(split.lastNs());
    }
    mixer.disconnect();
    SideBySide.run("end-encode", sounds, SoundTrack::stop);
    SideBySide.run("end-encode", renditions, Rendition::stop);
    split.close();
  }
}
