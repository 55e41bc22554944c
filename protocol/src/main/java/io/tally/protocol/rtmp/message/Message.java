// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.tally.protocol.rtmp.amf.AmfValue;
import java.nio.ByteBuffer;
import java.util.List;

/// What does one RTMP message say (RTMP 1.0 sections 5.4, 6 and 7)?
public sealed interface Message {
  /// Type 1: the sender's chunks are this long from now on.
  record SetChunkSize(int bytes) implements Message {}

  /// Type 2: the unfinished message of a chunk stream will not be finished.
  record Abort(int chunkStreamId) implements Message {}

  /// Type 3: how many bytes the sender has received, modulo 2^32.
  record Acknowledgement(long bytes) implements Message {}

  /// Type 4: see [UserEvent] for the events; `value` is the first number after the event.
  record UserControl(int event, long value) implements Message {}

  /// Type 5: how many bytes the sender sends before it wants an acknowledgement.
  record WindowAckSize(long bytes) implements Message {}

  /// Type 6: what the receiver's window is to be.
  record SetPeerBandwidth(long bytes, int limitType) implements Message {}

  /// Types 17 and 20.
  ///
  /// @param transactionId 0 when no reply is wanted; a reply carries the number of its command
  /// @param arguments all values after the number, the command object first
  record Command(int streamId, String name, double transactionId, List<AmfValue> arguments)
      implements Message {
    public Command {
      arguments = List.copyOf(arguments);
    }

    /// An argument by its place, the command object being 0; undefined when there is none.
    public AmfValue argument(int index) {
      return index < arguments.size() ? arguments.get(index) : new AmfValue.AmfUndefined();
    }
  }

  /// Types 15 and 18.
  record Data(int streamId, long timestampMs, List<AmfValue> values) implements Message {
    public Data {
      values = List.copyOf(values);
    }
  }

  /// Type 8: an FLV audio tag's body.
  record Audio(int streamId, long timestampMs, List<ByteBuffer> parts) implements Message {
    public Audio {
      parts = List.copyOf(parts);
    }
  }

  /// Type 9: an FLV video tag's body.
  record Video(int streamId, long timestampMs, List<ByteBuffer> parts) implements Message {
    public Video {
      parts = List.copyOf(parts);
    }
  }

  /// A type that has no use here, such as a shared object; receivers pass over it.
  record Unused(int type) implements Message {}
}
