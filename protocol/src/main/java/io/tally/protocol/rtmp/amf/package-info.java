// SPDX-License-Identifier: GPL-3.0-or-later
/// AMF0, the typed values inside RTMP commands and metadata.
@NullMarked
package io.tally.protocol.rtmp.amf;

import org.jspecify.annotations.NullMarked;
