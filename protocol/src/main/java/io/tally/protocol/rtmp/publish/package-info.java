// SPDX-License-Identifier: GPL-3.0-or-later
/// What a publisher says to a server, from connect to goodbye, and the media between.
@NullMarked
package io.tally.protocol.rtmp.publish;

import org.jspecify.annotations.NullMarked;
