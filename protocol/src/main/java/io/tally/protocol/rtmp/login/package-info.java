// SPDX-License-Identifier: GPL-3.0-or-later
/// How a publisher shows who it is: the dialogues of Adobe and Limelight.
@NullMarked
package io.tally.protocol.rtmp.login;

import org.jspecify.annotations.NullMarked;
