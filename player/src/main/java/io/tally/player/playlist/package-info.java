// SPDX-License-Identifier: GPL-3.0-or-later
/// What an HLS playlist says, and how it changes: parser, model and tracker (RFC 8216 and
/// draft-pantos-hls-rfc8216bis). Bad input is never an exception here: it is a list of findings.
@NullMarked
package io.tally.player.playlist;

import org.jspecify.annotations.NullMarked;
