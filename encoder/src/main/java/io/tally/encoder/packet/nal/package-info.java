// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in the NAL units of H.264 and HEVC, as far as sending, receiving and storing them
/// needs: pure Java, for the room that codes and the one that takes in what others coded.
@NullMarked
package io.tally.encoder.packet.nal;

import org.jspecify.annotations.NullMarked;
