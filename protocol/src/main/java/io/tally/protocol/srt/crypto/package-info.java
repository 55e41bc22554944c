// SPDX-License-Identifier: GPL-3.0-or-later
/// How SRT payloads are kept secret (draft-sharabayko-srt section 6).
@NullMarked
package io.tally.protocol.srt.crypto;

import org.jspecify.annotations.NullMarked;
