// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What does a pasted `srt://` line say?
///
/// Read by hand, since stream ids hold characters that `java.net.URI` refuses (`#!::`), and since
/// its messages would show the passphrase.
///
/// @param host a name or an address, an IPv6 one without brackets; empty for all of this machine's
/// @param port 1 to 65535
/// @param mode which side begins
/// @param options all that the line says, the rest as in [SrtOptions#INTERNET]
/// @param remarks a sentence for each option that is not known or not followed
public record SrtUrl(
    String host, int port, SrtMode mode, SrtOptions options, List<String> remarks) {
  private static final String SCHEME = "srt://";

  public SrtUrl {
    remarks = List.copyOf(remarks);
  }

  /// Reads a line as services show it, as libsrt's programs take it, or as FFmpeg does.
  ///
  /// The last two differ: FFmpeg's latencies are microseconds. A latency counts as microseconds
  /// when it is above 20000, which in milliseconds would be longer than any in use, or when an
  /// option stands beside it that only FFmpeg has (`pkt_size`, `payload_size`, `ffs`,
  /// `connect_timeout`, `timeout`, `listen_timeout`, `rw_timeout`, `send_buffer_size`,
  /// `recv_buffer_size`, `smoother`, `tsbpddelay`). Our own `latencyMs` leaves no doubt.
  ///
  /// @throws IllegalArgumentException when it cannot be used; the message is a sentence for a
  ///   person, in which neither passphrase nor stream id appear
  public static SrtUrl parse(String line) {
    var text = line.strip();
    if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "The address does not begin with srt://: copy it whole from the service's page.");
    }
    var rest = text.substring(SCHEME.length());
    var question = rest.indexOf('?');
    var authority = question < 0 ? rest : rest.substring(0, question);
    while (authority.endsWith("/")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    var colon = authority.lastIndexOf(':');
    var host = colon < 0 ? authority : authority.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf('@') >= 0 || host.indexOf('/') >= 0 || host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "The host of the SRT address cannot be read: it looks like srt://host:9000?streamid=name.");
    }
    var port = port(colon < 0 ? "" : authority.substring(colon + 1));
    var read = new UrlOptions(parameters(question < 0 ? "" : rest.substring(question + 1)));
    return new SrtUrl(host, port, read.mode(host), read.options(), read.remarks());
  }

  private static int port(String digits) {
    try {
      var port = Integer.parseInt(digits);
      if (port > 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, as other wrong ports are.
    }
    throw new IllegalArgumentException(
        "The SRT address has no usable port after its host: it looks like srt://host:9000?streamid=name.");
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    var parts = new ArrayList<>(List.of(query.split("&")));
    parts.removeIf(String::isEmpty);
    for (var part : parts) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      parameters.put(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1)));
    }
    return parameters;
  }

  /// Turns `%23` into `#`; a plus stays one, and a percent sign that stands for nothing too.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var in = text.getBytes(UTF_8);
    var out = new ByteArrayOutputStream(in.length);
    for (var at = 0; at < in.length; at++) {
      if (in[at] == '%' && at + 2 < in.length) {
        var high = Character.digit(in[at + 1], 16);
        var low = Character.digit(in[at + 2], 16);
        if (high >= 0 && low >= 0) {
          out.write(high << 4 | low);
          at += 2;
          continue;
        }
      }
      out.write(in[at]);
    }
    return out.toString(UTF_8);
  }
}
