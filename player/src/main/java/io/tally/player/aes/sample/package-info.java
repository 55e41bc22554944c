// SPDX-License-Identifier: GPL-3.0-or-later
/// How segments are put in the clear of which only the samples are encrypted: MPEG transport
/// streams and packed sound by Apple's format, fragmented MP4 by Common Encryption.
@NullMarked
package io.tally.player.aes.sample;

import org.jspecify.annotations.NullMarked;
