// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.station;

import io.tally.app.settings.EncodingSettings;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.Compositor;
import io.tally.encoder.PacketBus;
import io.tally.encoder.Recorder;
import io.tally.protocol.Endpoint;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.rtmp.RtmpPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What runs from going live to the end of it: one encode, its publisher and its recorder.
///
/// Life: [#start] once, then [#end], which is idempotent. Threads: all methods but [#counts] on the
/// broadcast's; the listener is called on the stations' own.
public final class OnAir {
  /// Who is told what happens? On any thread; must not block.
  public interface Listener {
    /// The publisher has another state.
    void publisherChanged(PublisherState state);

    /// The file cannot be written, or not any more.
    ///
    /// @param sentence why there is no more of the file
    void recordingFailed(String sentence);

    /// An encoder stopped.
    ///
    /// @param sentence why there is nothing more to send
    void encodingFailed(String sentence);
  }

  /// What passed so far.
  public record Counts(long frames, long skipped, long dropped, long sentBytes) {
    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  private final Compositor compositor;
  private final Mixer mixer;
  private final EncodingSettings settings;
  private final Listener listener;
  private final PacketBus bus = new PacketBus();
  private volatile @Nullable Programme programme;
  private volatile @Nullable Publisher publisher; // stays after it was lost, for its counts
  private @Nullable Recorder recorder;
  private boolean publishing;
  private boolean ended;

  public OnAir(Compositor compositor, Mixer mixer, EncodingSettings settings, Listener listener) {
    this.compositor = compositor;
    this.mixer = mixer;
    this.settings = settings;
    this.listener = listener;
  }

  /// Opens everything and lets the programme flow.
  ///
  /// @param recording the file, where one is wanted; one that cannot be opened is told to the
  ///   listener and does not keep the stream back
  /// @throws IOException a sentence, when the encoders do not open; all is closed then
  public void start(Endpoint endpoint, Optional<Path> recording) throws IOException {
    Programme coded = Programme.open(compositor.format(), settings, bus, listener::encodingFailed);
    programme = coded;
    Publisher sending = new RtmpPublisher(endpoint, coded.parameters());
    publisher = sending;
    publishing = true;
    sending.onState(listener::publisherChanged);
    bus.add(sending);
    sending.start();
    recording.ifPresent(file -> record(file, coded));
    coded.connect(compositor, mixer);
  }

  private void record(Path file, Programme coded) {
    try {
      Recorder writing = Recorder.start(file, coded.parameters(), true, listener::recordingFailed);
      recorder = writing;
      bus.add(writing);
    } catch (IOException e) {
      listener.recordingFailed(String.valueOf(e.getMessage()));
    }
  }

  /// The endpoint takes packets from now on: let it have a picture to start with at once.
  public void accepted() {
    Programme coded = programme;
    if (coded != null) {
      coded.requestKeyframe();
    }
  }

  /// Codes pictures at another bit rate, bit/s.
  public void setVideoBitrate(int bitrateBps) {
    Programme coded = programme;
    if (coded != null) {
      coded.setVideoBitrate(bitrateBps);
    }
  }

  /// Gives the lost connection up.
  ///
  /// @return whether a recording goes on; otherwise all has ended
  public boolean publisherLost() {
    Publisher lost = publisher;
    if (lost != null) {
      bus.remove(lost);
      lost.close();
    }
    publishing = false;
    return goOnOrEnd();
  }

  /// Gives the file up.
  ///
  /// @return whether anything still gets the programme; otherwise all has ended
  public boolean recordingLost() {
    Recorder lost = recorder;
    recorder = null;
    if (lost != null) {
      bus.remove(lost);
      lost.close();
    }
    return goOnOrEnd();
  }

  /// Whether this is the one that it tells.
  public boolean isHeardBy(Listener who) {
    return listener.equals(who);
  }

  /// Whether [#end] was called, or nothing was left to do.
  public boolean ended() {
    return ended;
  }

  private boolean goOnOrEnd() {
    if (!publishing && recorder == null) {
      end();
      return false;
    }
    return !ended;
  }

  /// Ends in the order of the flow: no more ticks, the encoders give out what they hold, it is sent
  /// and written.
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    Programme coded = programme;
    if (coded != null) {
      coded.end(compositor, mixer);
    }
    Publisher sending = publisher;
    if (publishing && sending != null) {
      sending.stop();
    }
    publishing = false;
    Recorder writing = recorder;
    if (writing != null) {
      writing.stop();
    }
  }

  /// What passed until now, or until the end.
  public Counts counts() {
    Programme coded = programme;
    Publisher sending = publisher;
    if (coded == null || sending == null) {
      return Counts.NONE;
    }
    PublisherStatistics sent = sending.statistics();
    return new Counts(coded.frames(), coded.skipped(), sent.drops().pictures(), sent.sentBytes());
  }
}
