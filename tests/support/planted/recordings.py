"""Sound and film with a mark in every place where a recorder or a program may write."""

import io
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import mutagen.apev2
import mutagen.flac
import mutagen.id3
import mutagen.mp4
import mutagen.oggopus
import mutagen.oggvorbis
import mutagen.wave
import numpy as np
from av.bitstream import BitStreamFilterContext

from tests.support.planted.marks import mark
from tests.support.planted.pictures import a_zip, jpeg

SECONDS = 2
RATE = 48_000
_TAGS = ("title", "artist", "comment", "album", "location", "copyright", "make", "model", "description")
_FAST = {
    "libx264": {"preset": "ultrafast"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none"},
    "libsvtav1": {"preset": "12"},
    "libvpx": {"cpu-used": "8", "deadline": "realtime"},
    "libvpx-vp9": {"cpu-used": "8", "deadline": "realtime"},
}
_SEI = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+"


def sound(container: str, codec: str) -> bytes:
    """Two seconds of a tone with the container's own tags."""
    out = io.BytesIO()
    with av.open(
        out, "w", format=container, options={"write_bext": "1"} if container == "wav" else {}
    ) as file:
        _tag(file, container)
        stream = _sounding(file, codec)
        stream.metadata["title"] = mark("StreamTitle")
        for packet in _tone(stream):
            file.mux(packet)
    return out.getvalue()


def film(
    container: str = "mp4",
    codec: str = "libx264",
    sound_codec: str | None = "aac",
    *,
    turned: bool = False,
    pixels: str = "yuv420p",
) -> bytes:
    """Two seconds, red on the left and blue on the right: tags, chapters, places beside it, a note inside."""
    out = io.BytesIO()
    options = {"movflags": "use_metadata_tags"} if container == "mp4" else {}
    plain: Any = av.open(io.BytesIO(_plain(codec, sound_codec, pixels, turned=turned)))
    with plain, av.open(out, "w", format=container, options=options) as file:
        _tag(file, container)
        copies: dict[int, Any] = {
            each.index: file.add_stream_from_template(each, opaque=True) for each in plain.streams
        }
        if pixels == "yuva420p":
            copies[0].metadata["alpha_mode"] = "1"
        for copy in copies.values():
            if sound_codec == "vorbis" and copy.type == "audio":
                copy.codec_context.extradata = _named(copy.codec_context.extradata)
            copy.metadata["handler_name"], copy.metadata["title"] = mark("Handler"), mark("TrackTitle")
        places: Any = file.add_data_stream("bin_data") if container == "mp4" else None
        if container == "matroska":
            file.add_attachment(mark("Attached") + ".txt", "text/plain", mark("AttachedText").encode())
        note = None
        if codec == "libx264":
            note = BitStreamFilterContext(_SEI + mark("Sei"), plain.streams[0], copies[0])
        for packet in plain.demux():
            target = copies[packet.stream_index]
            for ready in note.filter(packet) if note and target.index == 0 and packet.size else [packet]:
                if ready.size:
                    ready.stream = target
                    file.mux(ready)
        for second in range(SECONDS if places else 0):
            place = av.Packet(mark(f"Place{second}").encode())
            place.pts = place.dts = second
            place.time_base, place.stream = Fraction(1), places
            file.mux(place)
    return out.getvalue()


def _named(setup: bytes) -> bytes:
    """Vorbis says in the middle of its setup which program made it; somebody's name fits there as well."""
    middle = 3 + setup[1]
    who = mark("Vorbis").encode()
    comments = b"\x03vorbis" + len(who).to_bytes(4, "little") + who + bytes(4) + b"\x01"
    return setup[:2] + bytes([len(comments)]) + setup[3:middle] + comments + setup[middle + setup[2] :]


def locked_film() -> bytes:
    """As shops sell them: only a player that knows the key shows it."""
    key = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "ab" * 16, "encryption_kid": "cd" * 16}
    return _plain("libx264", "aac", "yuv420p", turned=False, **key)


def _plain(codec: str, sound_codec: str | None, pixels: str, *, turned: bool, **key: str) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="matroska" if "libvpx" in codec else "mp4", options=key) as file:
        pictures: Any = file.add_stream(codec, rate=25, options=_FAST.get(codec, {}))
        pictures.width, pictures.height, pictures.pix_fmt = 96, 64, pixels
        if turned:
            pictures.set_display_rotation(90)
        if pixels == "yuva420p":
            pictures.metadata["alpha_mode"] = "1"
        heard: Any = _sounding(file, sound_codec) if sound_codec else None
        for packet in _seen(pictures):
            file.mux(packet)
        for packet in _tone(heard) if heard else ():
            file.mux(packet)
    return out.getvalue()


def _sounding(file: Any, codec: str) -> Any:
    """FFmpeg's own Vorbis encoder knows stereo alone."""
    if codec == "vorbis":
        return file.add_stream(codec, rate=RATE, layout="stereo", options={"strict": "experimental"})
    return file.add_stream(codec, rate=RATE, layout="mono")


def mp3(*, has_words_between: bool = False) -> bytes:
    """With ID3v2, a cover with EXIF, ID3v1, APE, words of a song, and more behind the end."""
    plain = sound("mp3", "libmp3lame")
    out = io.BytesIO(_with_words_between(plain) if has_words_between else plain)
    tags = mutagen.id3.ID3()
    tags.add(mutagen.id3.TPE1(3, mark("Id3Artist")))
    tags.add(mutagen.id3.TIT2(1, mark("Id3Title")))
    tags.add(mutagen.id3.COMM(3, "eng", "", mark("Id3Comment")))
    tags.add(mutagen.id3.USLT(3, "eng", "", mark("Id3Lyrics")))
    tags.add(mutagen.id3.PRIV(mark("Id3Private"), b"x"))
    tags.add(mutagen.id3.TXXX(3, mark("Id3Field"), [mark("Id3Value")]))
    tags.add(mutagen.id3.GEOB(3, "text/plain", mark("Id3File"), "", mark("Id3Inside").encode()))
    tags.add(mutagen.id3.APIC(3, "image/jpeg", 3, mark("Id3Cover"), jpeg()))
    tags.save(out, v1=2)
    ape = mutagen.apev2.APEv2()
    ape["Artist"] = mark("ApeArtist")
    ape.save(out)
    return out.getvalue() + mark("BehindMp3").encode() * 9 + a_zip()


def _with_words_between(data: bytes) -> bytes:
    """As a stream from a radio station has them, behind every twentieth frame."""
    with av.open(io.BytesIO(data), "r") as file:
        begins = [packet.pos for packet in file.demux(audio=0) if packet.size][20::20]
    cuts = [0, *begins, len(data)]
    words = mark("BetweenMp3").encode()
    return words.join(data[start:end] for start, end in itertools.pairwise(cuts))


def m4a() -> bytes:
    out = io.BytesIO(sound("ipod", "aac"))
    tags = mutagen.mp4.MP4(out)
    tags["\xa9ART"], tags["\xa9nam"], tags["\xa9cmt"] = (
        mark("M4aArtist"),
        mark("M4aTitle"),
        mark("M4aComment"),
    )
    tags["----:com.apple.iTunes:" + mark("M4aField")] = [mark("M4aValue").encode()]
    tags["covr"] = [mutagen.mp4.MP4Cover(jpeg())]
    out.seek(0)
    tags.save(out)
    return out.getvalue()


def flac() -> bytes:
    out = io.BytesIO(sound("flac", "flac"))
    tags = mutagen.flac.FLAC(out)
    tags["artist"] = mark("FlacArtist")
    picture = mutagen.flac.Picture()
    picture.data, picture.desc, picture.mime = jpeg(), mark("FlacCover"), "image/jpeg"
    tags.add_picture(picture)
    out.seek(0)
    tags.save(out)
    return out.getvalue() + id3v1()


def voice() -> bytes:
    """A voice note: Opus in Ogg, with tags and a cover."""
    out = io.BytesIO(sound("ogg", "libopus"))
    tags = mutagen.oggopus.OggOpus(out)
    tags["artist"], tags["metadata_block_picture"] = mark("OpusArtist"), mark("OpusCover")
    out.seek(0)
    tags.save(out)
    return out.getvalue()


def wav() -> bytes:
    """With LIST, bext, iXML and ID3 chunks."""
    out = io.BytesIO(sound("wav", "pcm_s16le"))
    tags = mutagen.wave.WAVE(out)
    tags.add_tags()
    assert tags.tags is not None
    tags.tags.add(mutagen.id3.TPE1(3, mark("WavId3")))
    out.seek(0)
    tags.save(out)
    data = out.getvalue()
    words = mark("WavIxml").encode()
    chunk = b"iXML" + len(words).to_bytes(4, "little") + words + b"\0" * (len(words) % 2)
    return data[:4] + (len(data) - 8 + len(chunk)).to_bytes(4, "little") + data[8:] + chunk


def id3v1() -> bytes:
    return b"TAG" + mark("Id3v1").encode().ljust(125, b"\0")


def _tag(file: Any, container: str) -> None:
    for name in _TAGS:
        file.metadata[name] = mark(name.title())
    file.metadata["creation_time"] = "2024-05-06T07:08:09Z"
    if container == "wav":
        file.metadata["originator"] = mark("Bext")
    if container in {"mp4", "mov", "matroska"}:
        file.metadata["com.apple.quicktime.location.ISO6709"] = mark("AppleLocation")
        chapter: Any = {"id": 1, "start": 0, "end": 1, "time_base": Fraction(1)}
        file.set_chapters([chapter | {"metadata": {"title": mark("Chapter")}}])


def _seen(stream: Any) -> Iterator[Any]:
    shown = np.zeros((64, 96, 3), np.uint8)
    shown[:, :48], shown[:, 48:] = (200, 30, 40), (20, 40, 190)
    for number in range(SECONDS * 25):
        frame = av.VideoFrame.from_ndarray(shown, format="rgb24").reformat(format=stream.pix_fmt)
        frame.pts = number
        yield from stream.encode(frame)
    yield from stream.encode()


def _tone(stream: Any) -> Iterator[Any]:
    wave = (np.sin(np.arange(SECONDS * RATE) / 18) * 9000).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(wave[None, :], format="s16", layout="mono")
    frame.sample_rate, frame.pts = RATE, 0
    resampler = av.AudioResampler(stream.format.name, stream.layout, RATE, stream.frame_size or None)
    for ready in [*resampler.resample(frame), *resampler.resample(None)]:
        yield from stream.encode(ready)
    yield from stream.encode()


def id3v2() -> bytes:
    out = io.BytesIO()
    tags = mutagen.id3.ID3()
    tags.add(mutagen.id3.TPE1(3, mark("Id3Artist")))
    tags.save(out)
    return out.getvalue()
