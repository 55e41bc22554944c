// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.IncomingStreams;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.flv.UnsupportedMediaException;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfUndefined;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.answer.CodecOffer;
import io.tally.protocol.rtmp.listen.SessionState.Connected;
import io.tally.protocol.rtmp.listen.SessionState.Fresh;
import io.tally.protocol.rtmp.listen.SessionState.Over;
import io.tally.protocol.rtmp.listen.SessionState.Publishing;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.Message.Command;
import io.tally.protocol.rtmp.message.UserEvent;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does a server answer to one publisher's commands, and where do its media go (RTMP 1.0
/// section 7.2)?
///
/// Plain logic on the event loop of its connection: messages in, messages to its [SessionPeer].
final class ListenSession {
  private static final Logger log = LoggerFactory.getLogger(ListenSession.class);
  private static final int WINDOW_BYTES = 5_000_000;
  private static final int DYNAMIC_LIMIT = 2;
  private static final int CHUNK_BYTES = 4096;
  // Echoed to publishers that tell theirs. We never ask anybody to reconnect.
  private static final Capabilities OURS = CodecOffer.ingest();

  private final IncomingStreams streams;
  private final LiveNames names;
  private final SessionPeer peer;
  private SessionState state = new Fresh();
  private int createdStreams;

  ListenSession(IncomingStreams streams, LiveNames names, SessionPeer peer) {
    this.streams = streams;
    this.names = names;
    this.peer = peer;
  }

  boolean isPublishing() {
    return state instanceof Publishing;
  }

  void receive(Message message) {
    try {
      switch (message) {
        case Command command -> command(command);
        case Message.Audio(_, long timestampMs, var parts) -> {
          if (state instanceof Publishing publishing) {
            publishing.media().audio(parts.getFirst().duplicate(), timestampMs);
          }
        }
        case Message.Video(_, long timestampMs, var parts) -> {
          if (state instanceof Publishing publishing) {
            publishing.media().video(parts.getFirst().duplicate(), timestampMs);
          }
        }
        case Message.Data(_, _, var values) -> {
          if (state instanceof Publishing publishing) {
            publishing.media().data(values);
          }
        }
        default -> {}
      }
    } catch (UnsupportedMediaException e) {
      refuse(streamId(), "NetStream.Publish.Rejected", String.valueOf(e.getMessage()));
    }
  }

  /// The stream is over, whatever the reason. Idempotent.
  void end() {
    var before = state;
    state = new Over();
    if (before instanceof Publishing(String application, Secret key, _, IncomingMedia media)) {
      names.free(application, key);
      log.info("The stream to application \"{}\" has ended", application);
      media.end();
    }
  }

  private void command(Command command) {
    var id = command.transactionId();
    switch (command.name()) {
      case "connect" -> connect(command);
      case "createStream" -> peer.send(SessionReplies.result(id, AmfValue.of(++createdStreams)));
      case "publish" -> publish(command);
      case "releaseStream" -> peer.send(SessionReplies.result(id, new AmfUndefined()));
      case "FCPublish" -> {
        peer.send(SessionReplies.notice("onFCPublish", "NetStream.Publish.Start"));
        peer.send(SessionReplies.result(id, new AmfUndefined()));
      }
      case "FCUnpublish" ->
          peer.send(SessionReplies.notice("onFCUnpublish", "NetStream.Unpublish.Success"));
      case "deleteStream", "closeStream" -> goodbye();
      case "play", "play2" ->
          refuse(
              command.streamId(),
              "NetStream.Play.Failed",
              "Streams cannot be played here, only published: open the playlist's address instead.");
      default -> {
        if (id != 0) {
          peer.send(
              SessionReplies.error(id, "NetConnection.Call.Failed", "This command is not known."));
        }
      }
    }
  }

  private void connect(Command command) {
    if (!(state instanceof Fresh)) {
      refuse(0, "NetConnection.Connect.Rejected", "This connection is connected already.");
      return;
    }
    var about = command.argument(0);
    var app = about.property("app").text();
    state = new Connected(application(app), query(app));
    peer.send(new Message.WindowAckSize(WINDOW_BYTES));
    peer.send(new Message.SetPeerBandwidth(WINDOW_BYTES, DYNAMIC_LIMIT));
    peer.send(new Message.SetChunkSize(CHUNK_BYTES));
    peer.send(
        SessionReplies.connected(
            command.transactionId(),
            about.property("objectEncoding").number(0),
            Capabilities.of(about).isEmpty() ? Capabilities.NONE : OURS));
  }

  private void publish(Command command) {
    var streamId = command.streamId();
    if (!(state instanceof Connected(String application, Secret query))) {
      refuse(
          streamId, "NetStream.Publish.BadName", "A publish command is taken once, after connect.");
      return;
    }
    var name = command.argument(1).text();
    var key =
        query.use(text ->
            Secret.of(text.isEmpty() ? name : name + (name.contains("?") ? "&" : "?") + text));
    if (!names.take(application, key)) {
      refuse(
          streamId,
          "NetStream.Publish.BadName",
          "Another publisher is on the air under this name: stop it first, or choose another name.");
      return;
    }
    switch (streams.publish(application, key)) {
      case IncomingStreams.Answer.Refused(_, String sentence) -> {
        names.free(application, key);
        refuse(streamId, "NetStream.Publish.Denied", sentence);
      }
      case IncomingStreams.Answer.Accepted(var stream) -> {
        state = new Publishing(application, key, streamId, new IncomingMedia(stream));
        log.info("A stream to application \"{}\" begins", application);
        peer.send(new Message.UserControl(UserEvent.STREAM_BEGIN, streamId));
        peer.send(
            SessionReplies.status(
                streamId, "status", "NetStream.Publish.Start", "The stream is taken."));
      }
    }
  }

  private void goodbye() {
    if (state instanceof Publishing publishing) {
      peer.send(
          SessionReplies.status(
              publishing.streamId(), "status", "NetStream.Unpublish.Success", "Goodbye."));
    }
    end();
  }

  private void refuse(int streamId, String code, String sentence) {
    log.warn("A publisher is refused ({}): {}", code, sentence);
    peer.send(SessionReplies.status(streamId, "error", code, sentence));
    peer.close();
    end();
  }

  private int streamId() {
    return state instanceof Publishing publishing ? publishing.streamId() : 0;
  }

  private static Secret query(String app) {
    return Secret.of(app.indexOf('?') < 0 ? "" : app.substring(app.indexOf('?') + 1));
  }

  /// What publishers write behind the application, such as `/` or `?token=`, is not its name.
  private static String application(String app) {
    // It is written to the log, where a stranger's line ends have no place.
    var clean = app.replaceAll("\\p{Cntrl}", "?");
    var name = clean.indexOf('?') < 0 ? clean : clean.substring(0, clean.indexOf('?'));
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
