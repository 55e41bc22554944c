// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in the bytes of AV1, as far as sending, receiving and storing it needs: pure Java,
/// for the room that codes and the one that takes in what others coded.
@NullMarked
package io.tally.encoder.packet.av1;

import org.jspecify.annotations.NullMarked;
