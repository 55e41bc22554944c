// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.EncodedPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which pictures can a receiver show whole, of those that were coded?
///
/// Each payload bears the number of its picture. A picture with a hole harms all that follow up to
/// the next keyframe, unless no other refers to it; one that was left out harms none, since an
/// outbox leaves out what refers to it too.
final class ArrivedPictures {
  private static final int SOUND = -1;

  private static final class Picture {
    private final EncodedPacket packet;
    private int payloads;
    private int arrived;

    private Picture(EncodedPacket packet) {
      this.packet = packet;
    }

    private boolean hasHole() {
      return arrived < payloads;
    }
  }

  private final List<Picture> pictures = new ArrayList<>();

  void coded(EncodedPacket packet) {
    pictures.add(new Picture(packet));
  }

  /// Marks a payload with the picture that it is of.
  ByteBuffer marked(ByteBuffer payload, EncodedPacket packet) {
    var number = pictures.size() - 1;
    while (number >= 0 && pictures.get(number).packet != packet) {
      number--;
    }
    if (number != SOUND) {
      pictures.get(number).payloads++;
    }
    return payload.putInt(0, number);
  }

  void arrived(ByteBuffer payload) {
    var number = payload.getInt(payload.position());
    if (number != SOUND) {
      pictures.get(number).arrived++;
    }
  }

  /// How many came with a hole or refer to such, of all up to the newest that came.
  long harmed() {
    var harmed = 0L;
    var broken = false;
    var end = pictures.size();
    while (end > 0 && pictures.get(end - 1).arrived == 0) {
      end--;
    }
    // The newest may still be on its way.
    for (var picture : pictures.subList(0, Math.max(0, end - 1))) {
      broken &= !picture.packet.keyframe();
      if (picture.payloads > 0 && (broken || picture.hasHole())) {
        harmed++;
        broken |= !picture.packet.disposable();
      }
    }
    return harmed;
  }
}
