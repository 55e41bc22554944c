// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import io.netty.handler.codec.TooLongFrameException;

/// How many values, and how deep, may one message still hold?
final class AmfBudget {
  private final int maxDepth;
  private final int maxValues;
  private int taken;

  AmfBudget(int maxDepth, int maxValues) {
    this.maxDepth = maxDepth;
    this.maxValues = maxValues;
  }

  void take(int values, int depth) {
    if (depth > maxDepth) {
      throw new TooLongFrameException("AMF nests deeper than " + maxDepth + " levels");
    }
    if (values > maxValues - taken) {
      throw new TooLongFrameException("AMF message has more than " + maxValues + " values");
    }
    taken += values;
  }

  int taken() {
    return taken;
  }
}
