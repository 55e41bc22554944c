// SPDX-License-Identifier: GPL-3.0-or-later
/// Trying an endpoint out before anybody watches: what does its line carry?
@NullMarked
package io.tally.app.trial;

import org.jspecify.annotations.NullMarked;
