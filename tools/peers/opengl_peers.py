#!/usr/bin/python3
"""OpenGL peers of `progpretrain bench peers`: what else could deliver the same images on this machine.

    opengl_peers.py queue    one draw, one synchronous read-back and one flip per image in a rendering process; every
                             image is pickled through a process queue to the process that collates batches
    opengl_peers.py atlas    OpenGL done well: a batch is drawn into the tiles of one texture, ordered by program, and
                             read back asynchronously through two pixel buffers while the next batch is being drawn

A batch is delivered when it lies in memory as float32 [B,3,S,S] in [0,1], row 0 = top.

Needs moderngl and numpy (Debian: python3-moderngl python3-numpy), and EGL with OpenGL 4.3.

The protocol is one JSON object a line. On stdin, first {"size_px", "batch", "programs": [text, ...]}, Shadertoy's
dialect without inputs; the answer is {"renderer": name, "failed": {index: reason}}. Then any number of turns {"batches":
n, "schedule": [[index, time_s], ...]} (the schedule is drawn over and over; without one, the last counts), each answered
by {"seconds": of n batches in steady state, "means": [mean of each image of the first batch]}. {"error": text} ends the
process, and so does the end of stdin.
"""
import json
import math
import multiprocessing
import sys
import time

VERTEX_STAGE = "#version 430\nin vec2 corner; void main() { gl_Position = vec4(corner, 0.0, 1.0); }"
BEFORE_PROGRAM = """#version 430
uniform vec3 iResolution;
uniform vec2 tile_origin_px;
uniform float iTime, iTimeDelta, iFrameRate, iSampleRate;
uniform int iFrame;
uniform vec4 iMouse, iDate;
layout(location = 0) out vec4 tile_colour;
#line 1
"""
AFTER_PROGRAM = """
void main() {
    vec4 colour = vec4(0.0, 0.0, 0.0, 1.0);
    mainImage(colour, gl_FragCoord.xy - tile_origin_px);
    tile_colour = colour;
}
"""


def say(**message):
    print(json.dumps(message), flush=True)


class Programs:
    """An OpenGL context with the compiled programs, as vertex arrays that draw them."""

    def __init__(self, texts, size_px):
        self.context = moderngl.create_context(standalone=True, backend="egl")
        corners = self.context.buffer(numpy.array([-1, -1, 3, -1, -1, 3], "f4").tobytes())
        self.arrays, self.failed = {}, {}
        constants = {"iResolution": (size_px, size_px, 1.0), "iTimeDelta": 1 / 60, "iFrameRate": 60.0,
                     "iSampleRate": 44100.0, "iMouse": (0.0,) * 4, "iDate": (2021.0, 3.0, 10.0, 10800.0)}
        for index, text in enumerate(texts):
            try:
                program = self.context.program(
                    vertex_shader=VERTEX_STAGE, fragment_shader=BEFORE_PROGRAM + text + AFTER_PROGRAM)
            except moderngl.Error as error:
                self.failed[index] = str(error).strip()
                continue
            for name, value in constants.items():
                if name in program:
                    program[name].value = value
            self.arrays[index] = self.context.vertex_array(program, [(corners, "2f", "corner")])

    def draw(self, index, time_s, origin_px=(0, 0)):
        array = self.arrays[index]
        program = array.program
        for name, value in (("iTime", time_s), ("iFrame", int(60 * time_s)), ("tile_origin_px", origin_px)):
            if name in program:
                program[name].value = value
        array.render(moderngl.TRIANGLES, vertices=3)

    def describe(self):
        return {"renderer": self.context.info["GL_RENDERER"], "failed": self.failed}


def collate(images):
    """[S,S,3] u8 each -> float32 [B,3,S,S] in [0,1]."""
    batch = numpy.stack(images).transpose(0, 3, 1, 2)
    return numpy.multiply(batch, 1 / 255, dtype=numpy.float32, order="C")


def means_of(batch):
    return [float(mean) for mean in batch.mean(axis=(1, 2, 3), dtype=numpy.float64)]


def render_process(job, pipe, queue, stop):
    """Draws image after image into the queue, between a message on the pipe and `stop`; None ends a turn."""
    try:
        programs = Programs(job["programs"], job["size_px"])
        size = job["size_px"]
        target = programs.context.simple_framebuffer((size, size), components=4)
        pipe.send(programs.describe())
        while (schedule := pipe.recv()) is not None:
            k = 0
            while not stop.is_set():
                target.use()
                target.clear()
                programs.draw(*schedule[k % len(schedule)])
                pixels = numpy.frombuffer(target.read(components=3, alignment=1), numpy.uint8)
                queue.put(numpy.ascontiguousarray(pixels.reshape(size, size, 3)[::-1]))
                k += 1
            queue.put(None)
    except (moderngl.Error, MemoryError) as error:
        pipe.send({"error": str(error)})


class QueuePeer:
    def __init__(self, job):
        self.num_images = job["batch"]
        self.pipe, theirs = multiprocessing.Pipe()
        self.queue = multiprocessing.Queue(2 * self.num_images)
        self.stop = multiprocessing.Event()
        self.process = multiprocessing.Process(target=render_process, args=(job, theirs, self.queue, self.stop), daemon=True)
        self.process.start()
        theirs.close()

    def describe(self):
        return self.pipe.recv()

    def next_batch(self):
        return collate([self.queue.get() for _ in range(self.num_images)])

    def turn(self, schedule, num_batches):
        self.stop.clear()
        self.pipe.send(schedule)
        first = self.next_batch()  # from here on all parts are at work
        start = time.perf_counter()
        for _ in range(num_batches):
            self.next_batch()
        seconds = time.perf_counter() - start
        self.stop.set()
        while self.queue.get() is not None:
            pass
        return seconds, first


class AtlasPeer:
    def __init__(self, job):
        self.size, self.num_images = job["size_px"], job["batch"]
        self.columns = math.ceil(math.sqrt(self.num_images))
        self.rows = math.ceil(self.num_images / self.columns)
        self.programs = Programs(job["programs"], self.size)
        context = self.programs.context
        extent = (self.columns * self.size, self.rows * self.size)
        self.target = context.framebuffer(context.texture(extent, 4))
        self.buffers = [context.buffer(reserve=4 * extent[0] * extent[1]) for _ in range(2)]

    def describe(self):
        return self.programs.describe()

    def draw_batch(self, schedule, number):
        first = number * self.num_images
        tiles = sorted((schedule[(first + i) % len(schedule)][0], i) for i in range(self.num_images))
        self.target.use()
        for index, i in tiles:
            origin = (i % self.columns * self.size, i // self.columns * self.size)
            self.target.viewport = (*origin, self.size, self.size)
            self.programs.draw(index, schedule[(first + i) % len(schedule)][1], origin)
        self.target.viewport = (0, 0, *self.target.size)
        self.target.read_into(self.buffers[number % 2], components=4, alignment=1)  # returns before it is done

    def take_batch(self, number):
        pixels = numpy.frombuffer(self.buffers[number % 2].read(), numpy.uint8)
        tiles = pixels.reshape(self.rows, self.size, self.columns, self.size, 4)[:, ::-1, :, :, :3]
        batch = numpy.multiply(tiles.transpose(0, 2, 4, 1, 3), 1 / 255, dtype=numpy.float32, order="C")
        return batch.reshape(-1, 3, self.size, self.size)[: self.num_images]

    def turn(self, schedule, num_batches):
        self.draw_batch(schedule, 0)
        self.draw_batch(schedule, 1)
        first = self.take_batch(0)
        start = time.perf_counter()
        for number in range(1, num_batches + 1):
            self.draw_batch(schedule, number + 1)
            self.take_batch(number)
        seconds = time.perf_counter() - start
        self.take_batch(num_batches + 1)
        return seconds, first


def main():
    peers = {"queue": QueuePeer, "atlas": AtlasPeer}
    if len(sys.argv) != 2 or sys.argv[1] not in peers:
        sys.exit(__doc__)
    try:
        peer = peers[sys.argv[1]](json.loads(sys.stdin.readline()))
        description = peer.describe()
        say(**description)
        schedule = None
        while "error" not in description and (line := sys.stdin.readline()):
            turn = json.loads(line)
            schedule = turn.get("schedule", schedule)
            seconds, first = peer.turn(schedule, turn["batches"])
            say(seconds=seconds, means=means_of(first))
    except (moderngl.Error, MemoryError, EOFError) as error:
        say(error=f"{type(error).__name__}: {error}")


try:
    import moderngl
    import numpy
except ImportError as missing:
    say(error=f"no Python module {missing.name}", missing=missing.name)
else:
    if __name__ == "__main__":
        main()
