"""What could hide inside the packets of a sound or a film, and in the setup that stands before them."""

from typing import Any

from av.packet import Packet

_NO_TAGS = b"\x03vorbis" + bytes(8) + b"\x01"  # Vorbis I, section 5: no vendor, no comments, framing bit
_FULL = 0xFF  # a byte of Xiph lacing that is followed by another one
_VORBIS_HEADERS = 2  # follow the first one; Xiph lacing writes one less than there are
_SYNC, _LAYER_3, _VERSION_1, _VERSION_2_5, _NO_VERSION = 0x7FF, 1, 3, 0, 1
_RATES = ((44_100, 48_000, 32_000), (22_050, 24_000, 16_000), (11_025, 12_000, 8_000))
_BITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s, MPEG 1 layer III
_BITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG 2 and 2.5
_HEADER = 4


def bare_vorbis(setup: bytes) -> bytes:
    """The setup (extradata) of Vorbis without the tags that it has in the middle."""
    first, _, third = _laced(setup)
    lengths = b"".join(_lacing(len(part)) for part in (first, _NO_TAGS))
    return bytes([_VORBIS_HEADERS]) + lengths + first + _NO_TAGS + third


def bare_packet(codec: str, packet: Any, *, keeps_alpha: bool = False) -> Any:
    """The packet without what rides along in WebM, but what is transparent in it where that is meant."""
    if (
        codec in {"vp8", "vp9", "av1"}
        and not keeps_alpha
        and packet.has_sidedata("matroska_block_additional")
    ):
        return _again(packet, bytes(packet))
    return packet


def bare_mp3(data: bytes) -> bytes:
    """The frames of an MP3 alone: before, between and behind them stand tags that FFmpeg takes for sound.

    A frame counts where the one before it ends, or where another one follows it.
    """
    frames, at, is_in_step = [], 0, False
    while at + _HEADER <= len(data):
        end = _end_of_frame(data, at)
        if end is None or not (is_in_step or _end_of_frame(data, end)):
            at, is_in_step = data.find(b"\xff", at + 1), False
            if at < 0:
                break
        else:
            frames.append(data[at:end])
            at, is_in_step = end, True
    return b"".join(frames)


def _end_of_frame(data: bytes, at: int) -> int | None:
    length = mp3_frame_length(data[at : at + _HEADER])
    return at + length if length is not None and at + length <= len(data) else None


def _again(packet: Any, data: bytes) -> Any:
    copy = Packet(data)
    copy.pts, copy.dts, copy.duration = packet.pts, packet.dts, packet.duration
    copy.time_base, copy.is_keyframe = packet.time_base, packet.is_keyframe
    return copy


def mp3_frame_length(header: bytes) -> int | None:
    """Bytes of an MPEG audio frame of layer III by its header; None where it is none.

    Source: ISO/IEC 11172-3, 2.4.1.3 and 2.4.3.1; ISO/IEC 13818-3, 2.4.2.3.
    """
    bits = int.from_bytes(header, "big")
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    rate, kilobits = bits >> 10 & 3, bits >> 12 & 15
    if len(header) < _HEADER or bits >> 21 != _SYNC or version == _NO_VERSION or layer != _LAYER_3:
        return None
    if rate >= len(_RATES[0]) or not 0 < kilobits < len(_BITS_1):
        return None
    is_first = version == _VERSION_1
    hertz = _RATES[0 if is_first else 2 if version == _VERSION_2_5 else 1][rate]
    per_second = 1000 * (_BITS_1 if is_first else _BITS_2)[kilobits]
    return (144 if is_first else 72) * per_second // hertz + (bits >> 9 & 1)


def _laced(setup: bytes) -> tuple[bytes, bytes, bytes]:
    """The three headers of Vorbis as Matroska laces them: lengths of the first two, then all three."""
    at, lengths = 1, []
    for _ in range(_VORBIS_HEADERS):
        length = 0
        while setup[at] == _FULL:
            length, at = length + _FULL, at + 1
        lengths.append(length + setup[at])
        at += 1
    second, third = at + lengths[0], at + lengths[0] + lengths[1]
    return setup[at:second], setup[second:third], setup[third:]


def _lacing(length: int) -> bytes:
    return bytes([_FULL] * (length // _FULL) + [length % _FULL])
