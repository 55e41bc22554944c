// SPDX-License-Identifier: GPL-3.0-or-later
/// What is known about ingest services, and whether one would take what is to be sent.
@NullMarked
package io.tally.protocol.service;

import org.jspecify.annotations.NullMarked;
