// SPDX-License-Identifier: GPL-3.0-or-later
/// What one way of using Tally asks of another that it does not know: the command line of the
/// window.
@NullMarked
package io.tally.app.request;

import org.jspecify.annotations.NullMarked;
