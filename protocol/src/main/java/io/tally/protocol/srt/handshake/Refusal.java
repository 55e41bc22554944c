// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.handshake;

/// Why was a connection refused (draft-sharabayko-srt section 3.2.1.3; codes from 1000 on are those
/// of libsrt's access control)?
///
/// @param code as it is counted in SRT's documents; on the wire it is 1000 higher
public record Refusal(int code) {
  /// Something on that machine failed.
  public static final Refusal SYSTEM = new Refusal(1);

  /// The program there said no, without a reason.
  public static final Refusal PEER = new Refusal(2);

  /// No room for another connection.
  public static final Refusal RESOURCE = new Refusal(3);

  /// A handshake that breaks the rules.
  public static final Refusal ROGUE = new Refusal(4);

  /// The listener is closing.
  public static final Refusal CLOSE = new Refusal(7);

  /// A version of SRT that is too old.
  public static final Refusal VERSION = new Refusal(8);

  /// The passphrases differ.
  public static final Refusal BAD_SECRET = new Refusal(10);

  /// Only one side has a passphrase.
  public static final Refusal UNSECURE = new Refusal(11);

  /// File mode against live mode.
  public static final Refusal MESSAGE_API = new Refusal(12);

  /// Another congestion control than "live".
  public static final Refusal CONGESTION = new Refusal(13);

  /// A packet filter (FEC).
  public static final Refusal FILTER = new Refusal(14);

  /// A bonded connection.
  public static final Refusal GROUP = new Refusal(15);

  /// AES-GCM against AES-CTR.
  public static final Refusal CRYPTO = new Refusal(17);

  /// The stream id or passphrase is not let in.
  public static final Refusal UNAUTHORIZED = new Refusal(1401);

  /// Too busy.
  public static final Refusal OVERLOAD = new Refusal(1402);

  /// This stream id may not.
  public static final Refusal FORBIDDEN = new Refusal(1403);

  /// No stream of that name.
  public static final Refusal NOT_FOUND = new Refusal(1404);

  /// Publishing where only playing is possible, or the other way.
  public static final Refusal BAD_MODE = new Refusal(1405);

  /// The stream is being published already.
  public static final Refusal CONFLICT = new Refusal(1409);

  private static final int ON_THE_WIRE = 1000;

  /// Whether a handshake's type is a refusal; [#fromType] then says which.
  public static boolean isRefusal(int type) {
    return type >= ON_THE_WIRE;
  }

  /// The refusal that a handshake's type stands for.
  public static Refusal fromType(int type) {
    return new Refusal(type - ON_THE_WIRE);
  }

  /// The handshake's type that says this.
  public int toType() {
    return code + ON_THE_WIRE;
  }

  /// Whether trying again with the same settings can help.
  public boolean isTemporary() {
    return switch (code) {
      case 1, 3, 5, 6, 7, 16, 1402, 1409, 1423, 1424, 1500, 1502, 1503, 1507 -> true;
      default -> false;
    };
  }

  /// What it means and what to do, as the end of the sentence "The SRT listener … refused the
  /// connection: …".
  public String words() {
    return switch (code) {
      case 0 -> "it gave no reason; look at its log";
      case 1 -> "a system call failed there; look at its log";
      case 2 -> "its program did not let this stream in; check the stream id";
      case 3 -> "it has no room for another connection; end one there, or try later";
      case 4 -> "it found an error in the handshake; check that the address is an SRT one";
      case 5 -> "too many callers wait there; try later";
      case 6 -> "it met an error of its own; look at its log";
      case 7 -> "it is closing; start it again";
      case 8 -> "it asks for another version of SRT; update the older side";
      case 9 -> "the cookies of a rendezvous are equal; use caller and listener";
      case 10 -> "the passphrase is wrong; give the one that is set there";
      case 11 -> "only one side has a passphrase; set the same one on both, or none";
      case 12 -> "one side is in file mode; set transtype=live there";
      case 13 -> "it asks for another congestion control; set congestion=live there";
      case 14 -> "the packet filters differ; remove packetfilter there";
      case 15 -> "it does not take bonded connections";
      case 16 -> "it waited too long for this side; check the line";
      case 17 ->
          "one side encrypts with AES-GCM and the other with AES-CTR; set the same cryptomode";
      case 1000 -> "the program there refused without a known reason; look at its log";
      case 1001 -> "the stream id has a part that it does not know; check the stream id";
      case 1002 -> "the path in the stream id is not possible there; check the stream id";
      case 1003 -> "the host in the stream id is not known there; check the stream id";
      case 1400 -> "it cannot read the stream id; check how the service writes it";
      case 1401 -> "the user or password in the stream id is wrong; copy it anew from the service";
      case 1402 -> "it is overloaded, or the account's limit is reached; try later";
      case 1403 -> "this stream id may not do that; check the account's rights";
      case 1404 -> "it knows no stream of that name; check the stream id";
      case 1405 ->
          "this stream id is not for this direction; use m=publish to send, m=request to play";
      case 1406 -> "it cannot fulfil what the stream id asks for; check the stream id";
      case 1409 -> "the stream is being published by somebody else; stop that first";
      case 1415 -> "it does not take this kind of media";
      case 1423 -> "the stream is locked; try later";
      case 1424 -> "another session that this one needs has failed; start that first";
      case 1500 -> "it met an error of its own; look at its log";
      case 1501 -> "it cannot do that yet";
      case 1502 -> "the server behind it does not answer; try later";
      case 1503 -> "it is down for now; try later";
      case 1505 -> "it does not take this version of the stream id";
      case 1507 -> "it has no room to keep the stream; make room there";
      default ->
          code >= 2000
              ? "its program gave a code of its own, %d; look it up in the service's pages"
                  .formatted(code)
              : "it gave the code %d, which is not known here; look at its log".formatted(code);
    };
  }
}
