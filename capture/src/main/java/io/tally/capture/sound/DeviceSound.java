// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.ffmpeg.DevicePacket;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.InputDevice;
import io.tally.capture.ffmpeg.SoundConverter;
import io.tally.capture.sound.SoundDevices.Chosen;
import io.tally.capture.sound.drift.AlignedSound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does a sound device give now, and when is it tried again if it gives nothing?
///
/// Owns the thread `capture-audio-…`, which opens the device, reads it until it ends, and opens it
/// again a second later. A block is stamped with the media clock as it arrives: the devices' own
/// times are of other clocks. Threads: [#read] on the mixer's, the rest on any.
final class DeviceSound implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeviceSound.class);
  private static final long RETRY_NS = 1_000_000_000;
  private static final long CHECK_NS = 1_000_000_000;
  private static final long SILENT_NS = 2_000_000_000;
  private static final Duration CLOSE = Duration.ofMillis(1_500);

  private final SoundSystem system;
  private final Device.Kind kind;
  private final String wanted;
  private final MediaClock clock;
  private final AlignedSound aligned = new AlignedSound();
  private final Thread thread;
  private volatile SourceState state = new SourceState.Idle();
  private volatile String name;
  private volatile long arrivedNs;
  private volatile boolean closed;
  private String logged = "";

  /// @param wanted the device's id or name
  DeviceSound(SoundSystem system, Device.Kind kind, String wanted, MediaClock clock) {
    this.system = system;
    this.kind = kind;
    this.wanted = wanted;
    this.clock = clock;
    this.name = wanted;
    this.thread = Thread.ofPlatform().name("capture-audio-" + wanted).daemon().unstarted(this::run);
  }

  String name() {
    return name;
  }

  void start() {
    state = new SourceState.Opening();
    thread.start();
  }

  void read(long ptsNs, float[] interleaved) {
    aligned.read(ptsNs, interleaved);
  }

  AlignedSound aligned() {
    return aligned;
  }

  /// What the device does; one that is open and gives nothing is not running.
  SourceState state() {
    SourceState now = closed ? new SourceState.Closed() : state;
    long silentNs = clock.nowNs() - arrivedNs;
    if (now instanceof SourceState.Running && silentNs > SILENT_NS) {
      return new SourceState.Unavailable(
          name
              + " is open but has given nothing for "
              + silentNs / 1_000_000_000
              + " s: unplug it and plug it in again, or restart the sound server.",
          clock.nowNs() + RETRY_NS);
    }
    return now;
  }

  private void run() {
    while (!closed) {
      state = new SourceState.Opening();
      try {
        capture(find());
      } catch (NoSoundException e) {
        unavailable(e.sentence());
      } catch (FfmpegException e) {
        unavailable(system.problem(name, e));
      } catch (RuntimeException | LinkageError e) { // a library may be missing or too old
        log.error("The thread {} met a fault of Tally", thread.getName(), e);
        unavailable("A fault of Tally: " + e + ". Please report it; Tally tries again.");
      }
    }
  }

  private Chosen find() throws NoSoundException {
    return SoundDevices.find(system, kind, wanted);
  }

  private void capture(Chosen chosen) throws FfmpegException, NoSoundException {
    name = chosen.device().name();
    SoundSystem.Arguments arguments = chosen.arguments();
    try (InputDevice input =
        InputDevice.open(
            arguments.format(), arguments.device(), arguments.options(), /* blocking= */ true)) {
      Pcm pcm = Pcm.of(input.codecName()).orElseThrow(() -> unknownFormat(input));
      try (SoundConverter converter =
          new SoundConverter(pcm.sampleFormat(), input.sampleRate(), input.channels(), "")) {
        aligned.restart();
        running(input);
        long checkAtNs = clock.nowNs() + CHECK_NS;
        while (!closed) {
          Optional<DevicePacket> given = input.read();
          if (given.isPresent()) {
            take(given.get(), converter, pcm.bytes() * input.channels());
          }
          if (system.movesStreams() && clock.nowNs() >= checkAtNs) {
            if (!arguments.equals(find().arguments())) {
              return; // another device is the default now
            }
            checkAtNs = clock.nowNs() + CHECK_NS;
          }
        }
      }
    }
  }

  private void take(DevicePacket given, SoundConverter converter, int bytesPerSample)
      throws FfmpegException {
    long nowNs = clock.nowNs();
    try (DevicePacket packet = given) {
      int length = (int) (packet.bytes().byteSize() / bytesPerSample);
      int made = converter.convert(List.of(packet.bytes()), length);
      aligned.write(converter.samples(), made, nowNs);
      arrivedNs = nowNs;
    }
  }

  private void running(InputDevice input) {
    arrivedNs = clock.nowNs();
    state = new SourceState.Running(input.sampleRate() + " Hz " + layout(input.channels()));
    log.info("{} gives sound", name);
    logged = "";
  }

  private static String layout(int channels) {
    return switch (channels) {
      case 1 -> "mono";
      case 2 -> "stereo";
      default -> "with " + channels + " channels";
    };
  }

  private void unavailable(String problem) {
    aligned.restart();
    if (closed) {
      return;
    }
    if (!problem.equals(logged)) {
      log.warn(problem);
      logged = problem;
    }
    long retryAtNs = clock.nowNs() + RETRY_NS;
    state = new SourceState.Unavailable(problem, retryAtNs);
    clock.sleepUntil(retryAtNs);
  }

  // How a device codes its samples: the name of the format and the bytes of one sample.
  private record Pcm(String sampleFormat, int bytes) {
    static Optional<Pcm> of(String codecName) {
      return switch (codecName) {
        case "pcm_u8" -> Optional.of(new Pcm("u8", 1));
        case "pcm_s16le" -> Optional.of(new Pcm("s16", 2));
        case "pcm_s32le" -> Optional.of(new Pcm("s32", 4));
        case "pcm_f32le" -> Optional.of(new Pcm("flt", 4));
        default -> Optional.empty();
      };
    }
  }

  private NoSoundException unknownFormat(InputDevice input) {
    return new NoSoundException(
        name
            + " gives "
            + input.codecName()
            + ", but Tally takes 8, 16 or 32 bit samples: choose such a format in the system's"
            + " sound settings.");
  }

  /// Frees the device. A sound server that hangs holds the thread inside of it; then the thread is
  /// left behind and frees the device when the server answers. Idempotent.
  @Override
  public void close() {
    boolean started = !(state instanceof SourceState.Idle);
    closed = true;
    thread.interrupt();
    try {
      if (started && !thread.join(CLOSE)) {
        log.warn(
            "{} does not let go yet: the sound server has not answered for 1.5 s. It is freed when it does.",
            name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
