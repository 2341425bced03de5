"""Sound and film: what is heard and seen is copied, packet by packet, into a new file that names nothing.

Nothing is compressed again, but FLAC, which loses nothing by it (and whose last packet would take along what
stands behind it). Of a file's streams the first film and the first sound cross; covers, subtitles,
chapters, places recorded beside the film and all tags stay behind, and so do messages inside the film's own
data (SEI), where cameras write times and places.
"""

import io
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.stream import Disposition

from bot.domain.media import LARGEST_UPLOAD, FileRefusal
from bot.media import streams
from bot.media.formats import SOUNDS, Format
from bot.media.results import Cleaned, RefusedError

MOST_PACKETS = 1_000_000  # about five hours of a voice note
_DEMUXERS = {Format.MP4: "mov", Format.M4A: "mov", Format.WEBM: "matroska"}
_MUXERS = {Format.M4A: "ipod", Format.AAC: "adts"}

_FILM = frozenset({"h264", "hevc", "av1", "vp8", "vp9"})
_IN_WEBM = frozenset({"vp8", "vp9", "av1", "opus", "vorbis"})
_IN_MP4 = frozenset({"h264", "hevc", "av1", "vp9", "aac", "mp3", "opus", "flac", "alac", "ac3", "eac3"})
_PCM = frozenset(f"pcm_{kind}" for kind in ("u8", "s16le", "s24le", "s32le", "f32le", "alaw", "mulaw"))
_SOUND: dict[Format, frozenset[str]] = {
    Format.MP3: frozenset({"mp3", "mp3float"}),
    Format.M4A: frozenset({"aac", "alac"}),
    Format.AAC: frozenset({"aac"}),
    Format.OGG: frozenset({"opus", "vorbis"}),
    Format.FLAC: frozenset({"flac"}),
    Format.WAV: _PCM,
}
_LOCKED = re.compile(rb"sinf\0\0\0\x0cfrma")  # a stream of MP4 that only its owner's player reads
# Only the units that draw pass; what is left out are messages (SEI), fillers and units without a meaning.
# Sources: ITU-T H.264 table 7-1, H.265 table 7-1 (62 and 63: Dolby Vision), AV1 section 6.2.2.
_UNITS = {
    "h264": "filter_units=pass_types=1-5|7-11|13-15|19-20",
    "hevc": "filter_units=pass_types=0-9|16-21|32-37|62-63",
    "av1": "filter_units=pass_types=1-4|6-8",
}

Step = Callable[[Any], list[Any]]  # a packet in, the packets that stand for it out


def clean_recording(data: bytes, found: Format, *, is_silent: bool = False) -> Cleaned:
    """The first film and the first sound of a file, in one of its own type or the nearest that plays.

    A film keeps the way it is turned. `is_silent` leaves the sound out. Raises RefusedError at codecs that
    are not known to be clean, and whatever FFmpeg raises at broken data.
    """
    demuxer = _DEMUXERS.get(found, found.name.lower())
    if found is Format.MP3:
        data = streams.bare_mp3(data)
    if demuxer == "mov" and _LOCKED.search(data):
        raise RefusedError(FileRefusal.PROTECTED)
    with av.open(io.BytesIO(data), "r", format=demuxer, metadata_errors="ignore") as source:
        chosen = _chosen(source, is_silent=is_silent)
        target = _target(found, [_codec(stream) for stream in chosen])
        written = _copied(source, chosen, target)
    return _measured(written, target)


def _chosen(source: InputContainer, *, is_silent: bool) -> list[Any]:
    pictures = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    films = [stream for stream in source.streams.video if not stream.disposition & pictures]
    sounds = [] if is_silent and films else list(source.streams.audio)
    chosen: list[Any] = [*films[:1], *sounds[:1]]
    if not chosen:
        raise RefusedError(FileRefusal.BROKEN)
    return chosen


def _codec(stream: Any) -> str:
    return str(stream.codec_context.codec.canonical_name)


def _target(found: Format, codecs: list[str]) -> Format:
    """The type that holds these codecs; refused where there is none, or one that is not known to be clean."""
    if _FILM.isdisjoint(codecs):
        kinds = [found] if found in SOUNDS else [Format.M4A, Format.OGG, Format.MP3]
        target = next((kind for kind in kinds if _SOUND[kind].issuperset(codecs)), None)
    elif found is Format.WEBM and _IN_WEBM.issuperset(codecs):
        target = Format.WEBM
    else:
        target = Format.MP4 if _IN_MP4.issuperset(codecs) else None
    if target is None:
        raise RefusedError(FileRefusal.UNKNOWN_TYPE)
    return target


def _copied(source: InputContainer, chosen: list[Any], target: Format) -> bytes:
    out = io.BytesIO()
    options = {"fflags": "+bitexact"}  # no names of programs, no times
    if target in {Format.MP4, Format.M4A}:
        options["movflags"] = "+faststart"  # plays before it is there as a whole
    elif target is Format.MP3:
        options |= {"id3v2_version": "0", "write_id3v1": "0"}

    def read_again(*_: object) -> io.BytesIO:
        return io.BytesIO(out.getvalue())  # to move the table of contents to the front

    muxer = _MUXERS.get(target, target.name.lower())
    with av.open(out, "w", format=muxer, options=options, io_open=read_again) as written:
        steps = {stream.index: _step(written, stream) for stream in chosen}
        for packet in _packets(source, chosen):
            for ready in steps[packet.stream_index](packet):
                written.mux_one(ready)
    return out.getvalue()


def _packets(source: InputContainer, chosen: list[Any]) -> Iterator[Any]:
    """All packets of what is copied; refused where they are more, or larger, than such a file holds."""
    size = 0
    for count, packet in enumerate(source.demux(chosen)):
        size += packet.size
        if count > MOST_PACKETS or size > LARGEST_UPLOAD:
            raise RefusedError(FileRefusal.TOO_LARGE)
        yield packet  # the last one of each stream is empty


def _step(written: OutputContainer, stream: Any) -> Step:
    """How packets of one stream are written, without what could hide in them."""
    codec = _codec(stream)
    if written.format.name == "flac":
        return _anew(written, stream)
    copy: Any = written.add_stream_from_template(stream, opaque=True)
    if codec == "vorbis":
        copy.codec_context.extradata = streams.bare_vorbis(copy.codec_context.extradata)
    units = BitStreamFilterContext(_UNITS[codec], stream, copy) if codec in _UNITS else None
    copy.codec_context.codec_tag = "hvc1" if codec == "hevc" else "\0\0\0\0"  # Apple's players need that one
    is_transparent = any(
        (key.lower(), value) == ("alpha_mode", "1") for key, value in stream.metadata.items()
    )
    if is_transparent:
        copy.metadata["alpha_mode"] = "1"  # as stickers are

    def step(packet: Any) -> list[Any]:
        if not packet.size:
            return []
        bare = streams.bare_packet(codec, packet, keeps_alpha=is_transparent)
        ready = [bare] if units is None else units.filter(bare)
        for each in ready:
            each.stream = copy
        return ready

    return step


def _anew(written: OutputContainer, stream: Any) -> Step:
    """Sound that is decoded and compressed again without a loss; an empty packet ends it."""
    heard = stream.codec_context
    again: Any = written.add_stream("flac", rate=heard.rate, layout=heard.layout, format=heard.format.name)

    def step(packet: Any) -> list[Any]:
        ready = [each for frame in packet.decode() for each in again.encode(frame)]
        return ready if packet.size else [*ready, *again.encode()]

    return step


def _measured(written: bytes, target: Format) -> Cleaned:
    """With its measures, read from what was written; a film that shows no picture is broken."""
    demuxer = _DEMUXERS.get(target, target.name.lower())
    with av.open(io.BytesIO(written), "r", format=demuxer) as again:
        duration = round(Fraction(again.duration or 0, av.time_base)) or None
        if not again.streams.video:
            return Cleaned(written, target, duration=duration)
        frame = next(again.decode(video=0), None)
        if frame is None:
            raise RefusedError(FileRefusal.BROKEN)
        width, height = frame.width, frame.height
        if frame.rotation % 180:
            width, height = height, width
        return Cleaned(written, target, width, height, duration)
