// SPDX-License-Identifier: GPL-3.0-or-later
/// Is there a newer Tally? Asked only when the person agreed, at an address that can be configured.
@NullMarked
package io.tally.app.update;

import org.jspecify.annotations.NullMarked;
