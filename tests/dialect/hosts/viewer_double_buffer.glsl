// dialect: glslviewer
#ifdef GL_ES
precision highp float;
#endif
uniform sampler2D u_doubleBuffer0;
uniform vec2 u_resolution; uniform float u_time; uniform int u_frame; uniform vec4 u_date; uniform float u_feed; uniform sampler2D u_tex0; uniform vec2 u_tex0Resolution;
varying vec2 v_texcoord;
void main() {
    vec4 color = vec4(0.0, 0.0, 0.0, 1.0);
    vec2 st = gl_FragCoord.xy / u_resolution;
#ifdef DOUBLE_BUFFER_0
    color = texture2D(u_doubleBuffer0, st) * 0.99 + u_feed;
    color += step(length(st - 0.5 - 0.3 * vec2(cos(u_time), sin(u_time))), 0.1);
#else
    color = texture2D(u_doubleBuffer0, v_texcoord) + 0.2 * texture2D(u_tex0, st * u_tex0Resolution) * u_feed;
#endif
    gl_FragColor = color;
}
