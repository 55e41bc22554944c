// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_MODIFIED;
import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.PARTIAL_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.tally.protocol.hls.HlsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is the answer to one request? (RFC 9110, RFC 9111)
///
/// One per connection, on its event loop. The next request is not read before the answer to this
/// one is on its way, so a client that asks faster than it takes costs nothing.
final class OriginHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(OriginHandler.class);
  private static final String METHODS = "GET, HEAD, OPTIONS";

  // RFC 9110 5.6.7; the JDK's own RFC_1123_DATE_TIME has days of one digit.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Site site;

  OriginHandler(Site site) {
    this.site = site;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response = answer(request);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    headers.set(
        HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Content-Length, Content-Range, Date");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    HttpUtil.setKeepAlive(response, keepAlive);
    if (request.method().equals(HttpMethod.HEAD)) {
      response = withoutBody(response);
    }
    context.channel().config().setAutoRead(false);
    context
        .writeAndFlush(response)
        .addListener(future -> context.channel().config().setAutoRead(true))
        .addListener(
            keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
  }

  private static FullHttpResponse withoutBody(FullHttpResponse response) {
    FullHttpResponse bare = response.replace(Unpooled.EMPTY_BUFFER);
    response.release();
    return bare;
  }

  private FullHttpResponse answer(FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return sentence(BAD_REQUEST, "This is not a request that HTTP/1.1 knows, or it is too long.");
    }
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      return preflight();
    }
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      FullHttpResponse no =
          sentence(METHOD_NOT_ALLOWED, "Streams are sent here by RTMP; HTTP is for watching only.");
      no.headers().set(HttpHeaderNames.ALLOW, METHODS);
      return no;
    }
    String path = request.uri().split("[?#]", 2)[0];
    Optional<HlsFile> file = site.find(path);
    if (file.isEmpty()) {
      FullHttpResponse no = sentence(NOT_FOUND, site.missing(path));
      no.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
      return no;
    }
    return content(file.get(), request.headers());
  }

  private static FullHttpResponse content(HlsFile file, HttpHeaders asked) {
    String etag = EntityTag.of(file);
    if (EntityTag.matches(asked.get(HttpHeaderNames.IF_NONE_MATCH), etag)) {
      return described(empty(NOT_MODIFIED), file, etag);
    }
    if (!file.immutable() && Gzip.wanted(asked.get(HttpHeaderNames.ACCEPT_ENCODING))) {
      FullHttpResponse response = described(body(OK, Gzip.of(file.bytes())), file, etag);
      response.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
      return response;
    }
    int length = file.bytes().remaining();
    String condition = asked.get(HttpHeaderNames.IF_RANGE);
    boolean rangeCounts = file.immutable() && (condition == null || condition.equals(etag));
    Optional<String> range =
        Optional.ofNullable(asked.get(HttpHeaderNames.RANGE)).filter(header -> rangeCounts);
    return switch (ByteRange.of(range, length)) {
      case ByteRange.Answer.Whole() -> described(body(OK, file.bytes()), file, etag);
      case ByteRange.Answer.Part(ByteRange part) -> {
        ByteBuffer bytes = file.bytes();
        FullHttpResponse response =
            body(
                PARTIAL_CONTENT,
                bytes.slice(bytes.position() + Math.toIntExact(part.first()), part.length()));
        response
            .headers()
            .set(
                HttpHeaderNames.CONTENT_RANGE,
                "bytes " + part.first() + "-" + part.last() + "/" + length);
        yield described(response, file, etag);
      }
      case ByteRange.Answer.Unsatisfiable() -> {
        FullHttpResponse response =
            sentence(REQUESTED_RANGE_NOT_SATISFIABLE, "The file has only " + length + " bytes.");
        response.headers().set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + length);
        yield response;
      }
    };
  }

  private static FullHttpResponse described(FullHttpResponse response, HlsFile file, String etag) {
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, file.contentType());
    headers.set(HttpHeaderNames.ETAG, etag);
    if (file.immutable()) {
      headers.set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=3600, immutable");
      headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
    } else {
      headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
      headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    }
    return response;
  }

  private static FullHttpResponse preflight() {
    FullHttpResponse response = empty(NO_CONTENT);
    response.headers().set(HttpHeaderNames.ALLOW, METHODS);
    response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-None-Match");
    response.headers().set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    return response;
  }

  private static FullHttpResponse sentence(HttpResponseStatus status, String text) {
    FullHttpResponse response = body(status, UTF_8.encode(text + "\n"));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    return response;
  }

  private static FullHttpResponse body(HttpResponseStatus status, ByteBuffer bytes) {
    ByteBuf content = Unpooled.wrappedBuffer(bytes);
    FullHttpResponse response = new DefaultFullHttpResponse(HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    return response;
  }

  private static FullHttpResponse empty(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("A viewer's connection broke", cause);
    } else {
      LOG.warn("A request could not be answered; its connection is closed", cause);
    }
    var _ = context.close();
  }
}
