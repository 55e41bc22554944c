// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Does a server answer at an address, in TLS where the address asks for it?
///
/// Goes as far as a publisher does before it says who it is: no stream key leaves this computer.
final class NetworkCheck {
  private static final int PATIENCE_MS = 10_000;
  private static final int RTMP_PORT = 1935;
  private static final int TLS_PORT = 443;

  private final String host;
  private final int port;
  private final boolean tls;
  private final boolean udp;

  /// @param address of an ingest or a playlist; only scheme, host and port are looked at
  NetworkCheck(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    host = requireHost(address);
    udp = scheme.equals("srt");
    tls = scheme.equals("rtmps") || scheme.equals("https");
    int usual = tls ? TLS_PORT : scheme.equals("http") ? 80 : RTMP_PORT;
    port = address.getPort() < 0 ? usual : address.getPort();
  }

  /// @throws IllegalArgumentException with a sentence when an address names none
  static String requireHost(URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "The address names no host; expected one such as rtmps://live.example.com/app");
    }
    return address.getHost();
  }

  /// Is this computer on a network at all?
  static Finding interfaces() {
    try {
      List<String> up = new ArrayList<>();
      for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (one.isUp() && !one.isLoopback() && one.inetAddresses().anyMatch(NetworkCheck::leads)) {
          up.add(one.getDisplayName());
        }
      }
      return up.isEmpty()
          ? Finding.lacks(
              "network",
              "This computer is on no network, so a stream can go to the ingest in the program only.")
          : Finding.well("network", "Connected by " + String.join(", ", up) + ".");
    } catch (SocketException e) {
      return Finding.lacks("network", "The network cards are not known: " + e.getMessage());
    }
  }

  private static boolean leads(InetAddress address) {
    return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
  }

  List<Finding> run() {
    List<Finding> found = new ArrayList<>();
    String server = host + " port " + port;
    try (Socket socket = new Socket()) {
      InetAddress address = InetAddress.getByName(host);
      found.add(Finding.well("name", host + " is " + address.getHostAddress() + "."));
      if (udp) {
        found.add(
            Finding.noted(
                "connection",
                "%s is reached by UDP, where nobody answers who is not spoken to in SRT:"
                        .formatted(server)
                    + " tally test --to calls it."));
        return found;
      }
      long begin = System.nanoTime();
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
      found.add(
          Finding.well(
              "connection",
              "%s answered in %d ms.".formatted(server, (System.nanoTime() - begin) / 1_000_000)));
      if (tls) {
        found.add(Finding.well("TLS", shake(socket)));
      }
    } catch (UnknownHostException _) {
      found.add(
          Finding.fails(
              "name",
              "The host "
                  + host
                  + " is not known: check its name, and whether this computer is online."));
    } catch (SSLException e) {
      found.add(
          Finding.fails(
              "TLS",
              "%s answers, but TLS fails (%s): check the address and this computer's clock."
                  .formatted(server, e.getMessage())));
    } catch (IOException e) {
      found.add(
          Finding.fails(
              "connection",
              "%s does not answer (%s): check the port, the network and the firewall."
                  .formatted(server, e.getMessage())));
    }
    return found;
  }

  private String shake(Socket socket) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(
          "HTTPS"); // else any host's certificate would do
      secure.setSSLParameters(parameters);
      secure.setSoTimeout(PATIENCE_MS);
      secure.startHandshake();
      Certificate first = secure.getSession().getPeerCertificates()[0];
      String until =
          first instanceof X509Certificate known
              ? ", good until " + known.getNotAfter().toInstant()
              : "";
      return secure.getSession().getProtocol() + " with a trusted certificate" + until + ".";
    }
  }
}
