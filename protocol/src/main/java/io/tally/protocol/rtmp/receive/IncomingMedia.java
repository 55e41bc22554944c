// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.flv.AudioTag;
import io.tally.protocol.flv.UnsupportedMediaException;
import io.tally.protocol.flv.VideoTag;
import io.tally.protocol.incoming.Announcement;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.rtmp.amf.AmfValue;
import java.nio.ByteBuffer;
import java.util.List;

/// Which programme do the messages of a publisher carry?
///
/// It is known with the headers of both tracks, or of the only one that its metadata names; else
/// the [Announcement] waits. On one event loop.
public final class IncomingMedia {
  private static final int MS_PER_S = 1_000;
  private static final long NS_PER_MS = 1_000_000;

  private final IncomingStream stream;
  private final Announcement announcement;
  private final SenderTimes times = new SenderTimes(Integer.SIZE, MS_PER_S, ms -> ms * NS_PER_MS);
  private final ProgrammeTrack videoTrack = new ProgrammeTrack("picture");
  private final ProgrammeTrack audioTrack = new ProgrammeTrack("sound");
  private final IncomingVideo video;
  private final IncomingAudio audio;
  private StreamNotes notes = StreamNotes.none();
  private boolean ended;

  /// @param stream told on the event loop, in the order of the messages
  public IncomingMedia(IncomingStream stream) {
    this.stream = stream;
    announcement = new Announcement(stream, this::parameters);
    video = new IncomingVideo(announcement::packet);
    audio = new IncomingAudio(announcement::packet);
  }

  /// Takes the values of a data message.
  public void data(List<AmfValue> values) {
    if (StreamNotes.isMetaData(values)) {
      notes = StreamNotes.read(values);
    }
  }

  /// Takes an FLV video tag's body, which is kept.
  ///
  /// @param timestampMs of the message, 32 bits
  /// @throws UnsupportedMediaException when the programme is coded in a way that is not taken here
  public void video(ByteBuffer body, long timestampMs) throws UnsupportedMediaException {
    for (var tag : VideoTag.read(body)) {
      if (videoTrack.isProgramme(tag.track())) {
        video(tag, timestampMs);
      }
    }
  }

  private void video(VideoTag tag, long timestampMs) throws UnsupportedMediaException {
    switch (tag) {
      case VideoTag.Config config -> {
        if (video.config(config)) {
          announcement.headerChanged(isComplete());
        }
      }
      case VideoTag.Picture picture ->
          video.picture(picture, times.timeNs(timestampMs) + picture.nanos());
      case VideoTag.Foreign foreign -> throw new UnsupportedMediaException(foreign.sentence());
    }
  }

  /// Takes an FLV audio tag's body, which is kept.
  ///
  /// @param timestampMs of the message, 32 bits
  /// @throws UnsupportedMediaException when the programme is coded in a way that is not taken here
  public void audio(ByteBuffer body, long timestampMs) throws UnsupportedMediaException {
    for (var tag : AudioTag.read(body)) {
      if (audioTrack.isProgramme(tag.track())) {
        audio(tag, timestampMs);
      }
    }
  }

  private void audio(AudioTag tag, long timestampMs) throws UnsupportedMediaException {
    switch (tag) {
      case AudioTag.Config config -> {
        if (audio.config(config)) {
          announcement.headerChanged(isComplete());
        }
      }
      case AudioTag.Frame frame -> audio.frame(frame, times.timeNs(timestampMs) + frame.nanos());
      case AudioTag.Foreign foreign -> throw new UnsupportedMediaException(foreign.sentence());
    }
  }

  /// How many tracks beside the programme's were passed over.
  public int furtherTracks() {
    return videoTrack.further() + audioTrack.further();
  }

  /// Lets everything go and says that it was the last. Idempotent.
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    video.flush();
    announcement.end();
    stream.ended();
  }

  private boolean isComplete() {
    var pictures = video.parameters(notes) != null;
    var sound = audio.parameters(notes) != null;
    return (pictures && (sound || (notes.known() && !notes.hasAudio())))
        || (sound && notes.known() && !notes.hasVideo());
  }

  // NullAway does not see the record's @Nullable on a nested type across modules.
  @SuppressWarnings("NullAway")
  private StreamParameters parameters() {
    return new StreamParameters(video.parameters(notes), audio.parameters(notes));
  }
}
