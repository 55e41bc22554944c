// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the programme goes: endpoint, key, picture and recording.
@NullMarked
package io.tally.app.window.endpoint;

import org.jspecify.annotations.NullMarked;
