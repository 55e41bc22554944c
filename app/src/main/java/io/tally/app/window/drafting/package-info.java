// SPDX-License-Identifier: GPL-3.0-or-later
/// From what is typed into the form to an endpoint that can be kept, tested and sent to: no
/// toolkit.
@NullMarked
package io.tally.app.window.drafting;

import org.jspecify.annotations.NullMarked;
